// The pinned builds of TensorFlow: which wheels make up a variant on a machine, their digests, and which of their
// members the engine needs. Data only; downloading and unpacking are done elsewhere.

import { NVIDIA_WHEELS } from './nvidia-wheels.ts';
import type { Member, Wheel } from './wheel.ts';

/** `cuda` is the build with GPU kernels; it also runs where there is no GPU. */
export type Variant = 'cpu' | 'cuda';

export interface Release {
  readonly version: string;
  readonly variant: Variant;
  readonly platform: string;
  readonly arch: string;
  /** False where the project has not run this build on the hardware that it is for; `anoseg doctor` says so. */
  readonly tested: boolean;
  /** TensorFlow's own wheel first. */
  readonly wheels: readonly Wheel[];
  /** What the binding is linked with, below the engine's folder. */
  readonly libraries: readonly string[];
}

const VERSION = '2.19.1';

// All that the binding's sources include, found with the compiler's -M.
const HEADERS = [
  'tensorflow/c/c_api.h',
  'tensorflow/c/c_api_macros.h',
  'tensorflow/c/eager/c_api.h',
  'tensorflow/c/tf_attrtype.h',
  'tensorflow/c/tf_buffer.h',
  'tensorflow/c/tf_datatype.h',
  'tensorflow/c/tf_status.h',
  'tensorflow/c/tf_tensor.h',
  'tensorflow/c/tf_tstring.h',
  'tensorflow/core/platform/ctstring.h',
  'tensorflow/core/platform/ctstring_internal.h',
  'tsl/platform/ctstring.h',
  'tsl/platform/ctstring_internal.h',
  'xla/tsl/c/tsl_status.h',
];

const SO_LIBRARIES = ['tensorflow/libtensorflow_cc.so.2', 'tensorflow/libtensorflow_framework.so.2'];
const DYLIB_LIBRARIES = ['tensorflow/libtensorflow_cc.2.dylib', 'tensorflow/libtensorflow_framework.2.dylib'];

/** Every build that the engine can be made of. */
export const RELEASES: readonly Release[] = [
  {
    version: VERSION,
    variant: 'cpu',
    platform: 'linux',
    arch: 'x64',
    tested: true,
    libraries: SO_LIBRARIES,
    wheels: [
      {
        requirement: `tensorflow-cpu==${VERSION}`,
        file: `tensorflow_cpu-${VERSION}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
        platformTag: 'manylinux2014_x86_64',
        sha256: '0b6d72bd09c267e7573757bd309f5b1e2cdb02577339991da751f3a1411e4dae',
        bytes: 251_795_484,
        unpackedBytes: 748_163_445,
        members: tensorflowMembers(SO_LIBRARIES),
      },
    ],
  },
  {
    version: VERSION,
    variant: 'cuda',
    platform: 'linux',
    arch: 'x64',
    tested: false,
    libraries: SO_LIBRARIES,
    wheels: [
      {
        requirement: `tensorflow==${VERSION}`,
        file: `tensorflow-${VERSION}-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl`,
        platformTag: 'manylinux2014_x86_64',
        sha256: '8e5524eb492160576e5eeea9bb472ddc653123503f2290f83123d5ac9545750e',
        bytes: 644_896_980,
        unpackedBytes: 1_345_320_589,
        members: tensorflowMembers(SO_LIBRARIES),
      },
      ...NVIDIA_WHEELS,
    ],
  },
  {
    version: VERSION,
    variant: 'cpu',
    platform: 'linux',
    arch: 'arm64',
    tested: false,
    libraries: SO_LIBRARIES,
    wheels: [
      {
        requirement: `tensorflow==${VERSION}`,
        file: `tensorflow-${VERSION}-cp311-cp311-manylinux_2_17_aarch64.manylinux2014_aarch64.whl`,
        platformTag: 'manylinux2014_aarch64',
        sha256: '22deedc251837f2382d2b287c705705cb089bfaf79b2274b78c08740e02bf188',
        bytes: 252_660_426,
        unpackedBytes: 915_705_783,
        // This build's RPATH looks for OpenMP in $ORIGIN/../tensorflow.libs.
        members: tensorflowMembers([...SO_LIBRARIES, 'tensorflow.libs/libomp-f1025659.so.5']),
      },
    ],
  },
  {
    version: VERSION,
    variant: 'cpu',
    platform: 'darwin',
    arch: 'arm64',
    tested: false,
    libraries: DYLIB_LIBRARIES,
    wheels: [
      {
        requirement: `tensorflow==${VERSION}`,
        file: `tensorflow-${VERSION}-cp311-cp311-macosx_12_0_arm64.whl`,
        platformTag: 'macosx_12_0_arm64',
        sha256: '8a274a1336051bef0e7e042fa5818a9d342e300d9c311c5d7933eb60e2269770',
        bytes: 252_591_021,
        unpackedBytes: 685_616_849,
        members: tensorflowMembers(DYLIB_LIBRARIES),
      },
    ],
  },
];

// The libraries keep their places relative to each other, which their RUNPATH relies on. The headers go to a folder
// of their own, which is deleted after the compilation.
function tensorflowMembers(libraries: readonly string[]): readonly Member[] {
  const kept = [...libraries, 'tensorflow/THIRD_PARTY_NOTICES.txt'];
  return [
    ...kept.map((name) => ({ from: name, to: name })),
    ...HEADERS.map((name) => ({ from: `tensorflow/include/${name}`, to: `include/${name}` })),
  ];
}
