// Failures of TensorFlow and of what images are read with: that it is not there, cannot be installed, or does not work.
import { failure, type Told, told } from './entry.ts';

const nothing: object = {};

export const engineFailures = {
  'engine-missing': failure<object>({
    about: 'A command needs TensorFlow, which is not part of the package and has not been installed.',
    message: () => 'TensorFlow is not installed',
    hint: () => 'run `anoseg engine install`',
    example: nothing,
  }),
  'engine-crashed': failure<{ readonly how: string; readonly last: readonly string[]; readonly advice: string }>({
    about:
      'The process that computes ended without a word of its own, mostly since the system killed it for its memory.',
    message: ({ how, last }) =>
      `the engine process ended unexpectedly (${how})${last.length > 0 ? `; it said last: ${last.join(' / ')}` : ''}`,
    hint: ({ advice }) => advice,
    example: {
      how: 'signal SIGKILL',
      last: [],
      advice: 'a kill by the system mostly means too little memory: make `batch` or `width` smaller',
    },
  }),
  'engine-without-gpu': failure<object>({
    about: '`--device gpu` asks for a GPU, there is a driver for one, and the installed TensorFlow can use none.',
    message: () => 'The installed TensorFlow is the build for the CPU.',
    hint: () =>
      'Install the one for NVIDIA GPUs: anoseg engine install --variant cuda. To compute on the CPU: --device cpu',
    example: nothing,
  }),
  'gpu-unavailable': failure<{ readonly reason: string; readonly isLocked: boolean }>({
    about:
      'A GPU is asked for, by `--device gpu` or by the lock of a run that began on one, and TensorFlow has none here.',
    message: ({ reason, isLocked }) =>
      `${isLocked ? 'the run computed on a GPU (lock.json), and ' : ''}TensorFlow has no GPU to compute on: ${reason}`,
    hint: ({ isLocked }) =>
      isLocked
        ? '`evaluate` and `predict` take `--device cpu`, which gives other last digits; training goes on only where there is a GPU. What is missing: anoseg doctor'
        : 'To compute on the CPU: leave out `--device gpu`, or write `--device cpu`. What is missing for a GPU: anoseg doctor',
    example: { reason: 'no NVIDIA driver is loaded on this machine', isLocked: false },
  }),
  'engine-load-failed': failure<{ readonly reason: string }>({
    about: 'TensorFlow is installed, and the system does not load it.',
    message: ({ reason }) => `TensorFlow could not be loaded: ${reason}`,
    hint: () => 'See why: anoseg doctor. What is damaged is replaced by: anoseg engine install',
    example: { reason: 'libtensorflow.so.2: file too short' },
  }),
  'engine-test-failed': failure<{ readonly version: string; readonly reason: string }>({
    about: 'TensorFlow was installed, and does not compute what it should on this machine.',
    message: ({ version, reason }) => `TensorFlow ${version} was built, but does not work here: ${reason}`,
    hint: () => 'See what this machine lacks: anoseg doctor',
    example: { version: '2.20.0', reason: 'the process ended with SIGILL' },
  }),
  'sharp-missing': failure<{ readonly reason: string; readonly advice: string }>({
    about: 'The library that reads images is missing, or not made for this machine.',
    message: ({ reason }) => `images cannot be read, since sharp does not load: ${reason}`,
    hint: ({ advice }) => advice,
    example: {
      reason: 'its library for linux-x64 is missing or damaged',
      advice: 'install anoseg again on this machine, with its optional packages',
    },
  }),
  'cache-not-writable': failure<{ readonly cache: string; readonly fault: string; readonly advice: string }>({
    about: 'TensorFlow and decoded pictures are kept in the cache folder, which may not be written.',
    message: ({ cache, fault }) => `The cache folder ${cache} cannot be used: ${fault}`,
    hint: ({ advice }) => advice,
    example: {
      cache: '/home/me/.cache/anoseg',
      fault: 'it belongs to user 0.',
      advice: 'Make it writable, or set ANOSEG_CACHE to a folder that is.',
    },
  }),
  'cache-damaged': failure<{ readonly cache: string; readonly fault: string }>({
    about: 'Something lies in the cache folder that an installation cannot work with.',
    message: ({ cache, fault }) => `The cache folder ${cache} cannot be used: ${fault}`,
    hint: () => 'Delete what is named there, or set ANOSEG_CACHE to a folder on another disk.',
    example: { cache: '/home/me/.cache/anoseg', fault: 'EISDIR: illegal operation on a directory' },
  }),
  'no-temporary-folder': failure<{ readonly named: string }>({
    about: 'There is no folder at all for temporary files.',
    message: ({ named }) => `no folder for temporary files: ${named} is not there, or may not be written`,
    hint: ({ named }) => `make it with \`mkdir -p ${named}\`, or let TMPDIR name a folder that you may write`,
    example: { named: '/scratch/me' },
  }),
  'compiler-missing': failure<{ readonly advice: string }>({
    about: 'The binding to TensorFlow is compiled on the machine, which has no C++ compiler.',
    message: () => 'No C++ compiler was found.',
    hint: ({ advice }) => advice,
    example: { advice: 'Install one: apt install g++ (Debian, Ubuntu)' },
  }),
  'node-headers-missing': failure<object>({
    about:
      'The binding to TensorFlow is compiled against the headers of Node, which some systems keep in a package of their own.',
    message: () => 'The headers of Node (node_api.h) were not found.',
    hint: () => 'Install them: apt install libnode-dev (Debian, Ubuntu) or dnf install nodejs-devel (Fedora, Red Hat).',
    example: nothing,
  }),
  'compile-failed': failure<{ readonly compiler: string; readonly reason: string; readonly advice: string }>({
    about: 'The compiler is there, and could not compile the binding to TensorFlow.',
    message: ({ compiler, reason }) => `${compiler} could not compile the binding: ${reason}`,
    hint: ({ advice }) =>
      `It takes a compiler that knows C++17 (g++ 8, clang 7, or newer); CXX chooses another one. ${advice}`,
    example: { compiler: 'g++ 7.5', reason: 'unrecognized option -std=c++17', advice: 'Install one: apt install g++' },
  }),
  'package-damaged': failure<{ readonly folder: string; readonly missing?: string | undefined }>({
    about: 'Files of the package itself are not those of its release.',
    message: ({ folder, missing }) =>
      `The binding's sources in ${folder} are not those of this release${missing === undefined ? '' : `: ${missing} is missing`}.`,
    hint: () => 'Install anoseg again; in a clone: npm run build',
    example: { folder: 'dist/binding', missing: 'utils.cc' },
  }),
  'python-missing': failure<{ readonly advice: string }>({
    about: 'TensorFlow is downloaded with pip, and there is no Python.',
    message: () => 'Python 3 was not found.',
    hint: ({ advice }) => advice,
    example: { advice: 'Only its pip is needed, to download TensorFlow.' },
  }),
  'pip-missing': failure<{ readonly python: string; readonly advice: string }>({
    about: 'TensorFlow is downloaded with pip, and Python has none.',
    message: ({ python }) => `${python} has no pip.`,
    hint: ({ advice }) => advice,
    example: { python: 'python3', advice: 'Only its pip is needed, to download TensorFlow.' },
  }),
  'no-network': failure<{ readonly requirement: string; readonly reason: string; readonly otherwise: string }>({
    about: 'The package index that pip uses was not reached.',
    message: ({ requirement, reason }) => `pip could not download ${requirement}: ${reason}`,
    hint: ({ otherwise }) =>
      `The package index was not reached: check the network, the proxy and pip config list. Without network: ${otherwise}`,
    example: {
      requirement: 'tensorflow-cpu==2.20.0',
      reason: 'No matching distribution found',
      otherwise: 'download the wheel on another machine and run: anoseg engine install --wheel FILE',
    },
  }),
  'download-failed': failure<{
    readonly requirement: string;
    readonly reason: string;
    readonly command: string;
    readonly otherwise: string;
  }>({
    about: 'The package index was reached, and does not give the file.',
    message: ({ requirement, reason }) => `pip could not download ${requirement}: ${reason}`,
    hint: ({ command, otherwise }) => `See what this says: ${command}. Another way: ${otherwise}`,
    example: {
      requirement: 'tensorflow-cpu==2.20.0',
      reason: 'No matching distribution found',
      command: 'pip download tensorflow-cpu==2.20.0',
      otherwise: 'download the wheel on another machine and run: anoseg engine install --wheel FILE',
    },
  }),
  'wheel-missing': failure<Told>({
    about: 'The file that `--wheel` names is not there.',
    message: ({ problem }) => problem,
    hint: ({ advice }) => advice,
    example: {
      problem: 'Not found in wheels: tensorflow_cpu-2.20.0.whl',
      advice: 'On a machine with network: pip download tensorflow-cpu==2.20.0',
    },
  }),
  'wheel-unreadable': failure<{ readonly file: string }>({
    about: 'The file that `--wheel` names may not be read.',
    message: ({ file }) => `${file} may not be read.`,
    hint: ({ file }) => `Try: chmod a+r ${file}`,
    example: { file: 'tensorflow_cpu-2.20.0.whl' },
  }),
  'wheel-digest': told({
    about: 'A wheel is not the one that this release is made for. It is not used.',
    example: {
      problem: 'a.whl is not tensorflow_cpu-2.20.0.whl: it has 12 bytes, expected are 250000000.',
      advice: 'Fetch it: pip download tensorflow-cpu==2.20.0',
    },
  }),
  'variant-unsupported': failure<{
    readonly variant: string;
    readonly machine: string;
    readonly existing: string | undefined;
  }>({
    about: 'TensorFlow is not built in this variant for machines of this kind.',
    message: ({ variant, machine }) => `There is no ${variant} build of TensorFlow for ${machine}.`,
    hint: ({ existing }) => `Install the variant that exists: anoseg engine install --variant ${existing}`,
    example: { variant: 'cuda', machine: 'macOS on arm64', existing: 'cpu' },
  }),
  'libc-unsupported': failure<object>({
    about: 'TensorFlow is built for glibc; Alpine Linux and its like have musl.',
    message: () => 'TensorFlow is not built for musl, the C library of this system.',
    hint: () => 'Use a system or container image with glibc, such as Debian, Ubuntu or Fedora.',
    example: nothing,
  }),
  'platform-unsupported': failure<{
    readonly machine: string;
    readonly known: string;
    readonly isWindows: boolean;
  }>({
    about: 'TensorFlow is not built for machines of this kind.',
    message: ({ machine }) => `There is no build of TensorFlow for ${machine}.`,
    hint: ({ known, isWindows }) =>
      `Use one of ${known}.${isWindows ? ' On Windows, use its Linux subsystem (WSL 2).' : ''}`,
    example: { machine: 'FreeBSD on x64', known: 'Linux on x64, Linux on arm64', isWindows: false },
  }),
} as const;
