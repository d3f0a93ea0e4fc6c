// The wheels with NVIDIA's libraries that the CUDA build of TensorFlow loads at run time. Of those that its metadata
// names, nccl and curand are left out: nccl is linked into TensorFlow, and nothing in it looks for curand.
import type { Member, Wheel } from './wheel.ts';

export const NVIDIA_WHEELS: readonly Wheel[] = [
  wheel(
    'cuda_runtime',
    '12.5.82',
    895_707,
    '3e79a060e126df40fd3a068f3f787eb000fa51b251ec6cd97d09579632687115',
    771_294,
    ['lib/libcudart.so.12'],
  ),
  wheel(
    'cublas',
    '12.5.3.2',
    363_313_169,
    'ca070ad70e9fa6654084575d01bd001f30cc4665e33d4bb9fc8e0f321caa034b',
    551_008_270,
    ['lib/libcublas.so.12', 'lib/libcublasLt.so.12'],
  ),
  wheel(
    'cudnn',
    '9.3.0.75',
    577_163_502,
    '9ad9c6929ebb5295eb4a1728024666d1c88283373e265a0c5c883e6f9d5cd76d',
    885_357_134,
    [
      'lib/libcudnn.so.9',
      'lib/libcudnn_adv.so.9',
      'lib/libcudnn_cnn.so.9',
      'lib/libcudnn_engines_precompiled.so.9',
      'lib/libcudnn_engines_runtime_compiled.so.9',
      'lib/libcudnn_graph.so.9',
      'lib/libcudnn_heuristic.so.9',
      'lib/libcudnn_ops.so.9',
    ],
  ),
  wheel(
    'cufft',
    '11.2.3.61',
    192_524_114,
    '9a6e8df162585750f61983a638104a48c756aa13f9f48e19ab079b38e3c828b8',
    276_887_038,
    ['lib/libcufft.so.11'],
  ),
  wheel(
    'cusolver',
    '11.6.3.83',
    130_341_232,
    '93cfafacde4428b71778eeb092ec615a02a3d05404da1bcf91c53e3fa1bce42b',
    128_012_742,
    ['lib/libcusolver.so.11'],
  ),
  wheel(
    'cusparse',
    '12.5.1.3',
    217_558_979,
    '016df8e993c437e8301e62739f01775cba988fd5253cd4c64173f8e8d2f8e752',
    295_774_806,
    ['lib/libcusparse.so.12'],
  ),
  wheel(
    'nvjitlink',
    '12.5.82',
    21_298_879,
    'f9b37bc5c8cf7509665cb6ada5aaa0ce65618f2332b7d3e78e9790511f111212',
    54_619_918,
    ['lib/libnvJitLink.so.12'],
  ),
  wheel(
    'cuda_cupti',
    '12.5.82',
    13_811_507,
    'bde77a5feb66752ec61db2adfe47f56b941842825b4c7e2068aff27c9d107953',
    7_866_406,
    ['lib/libcupti.so.12'],
  ),
  wheel(
    'cuda_nvrtc',
    '12.5.82',
    24_873_108,
    '3dbd97b0104b4bfbc3c4f8c79cd2496307c89c43c29a9f83125f1d76296ff3fd',
    68_302_926,
    ['lib/libnvrtc.so.12', 'lib/libnvrtc-builtins.so.12.5'],
  ),
  wheel(
    'cuda_nvcc',
    '12.5.82',
    22_468_537,
    'b03e545b8e8c3ce7ebcd7fc44063180ff52ff01d064ece2127ed90a04ef12cd0',
    31_467_618,
    ['bin/ptxas', 'nvvm/libdevice/libdevice.10.bc'],
  ),
];

// cuDNN's RUNPATH looks for the run-time compiler in ../../nvrtc/lib, TensorFlow for everything else in
// ../nvidia/NAME/lib, and for ptxas and libdevice in ../nvidia/cuda_nvcc.
function wheel(
  name: string,
  version: string,
  bytes: number,
  sha256: string,
  unpackedBytes: number,
  files: readonly string[],
): Wheel {
  const project = `nvidia_${name}_cu12`;
  const folder = name === 'cuda_nvrtc' ? 'nvrtc' : name;
  const license = {
    from: `${project}-${version}.dist-info/License.txt`,
    to: `nvidia/${folder}/License.txt`,
  };
  const members = files.map((file): Member => ({ from: `nvidia/${name}/${file}`, to: `nvidia/${folder}/${file}` }));
  return {
    requirement: `${project.replaceAll('_', '-')}==${version}`,
    file: `${project}-${version}-py3-none-manylinux2014_x86_64.whl`,
    platformTag: 'manylinux2014_x86_64',
    sha256,
    bytes,
    unpackedBytes,
    members: [...members, license],
  };
}
