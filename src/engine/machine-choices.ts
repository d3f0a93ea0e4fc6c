// All that is chosen because of the machine, each with its reason: threads, oneDNN, filters, memory. TensorFlow reads it from
// the environment while it is loaded. Figures without a source are those of docs/performance.md.
//
// Left as TensorFlow has them, since nothing else was quicker:
// - its allocator: oneDNN's own off (`TF_ONEDNN_USE_SYSTEM_ALLOCATOR`) costs 2 %; glibc's thresholds out of the way, 1 %;
// - grappler: it fuses convolution, bias and activation, and adds no transposes where convolutions are NHWC.
import { availableParallelism } from 'node:os';

/**
 * More cores than one process is given nearly anywhere, and few enough that idle threads cost 300 MB at most: a hundred
 * thousand of them take 11 GB and do no work.
 */
export const MOST_THREADS = 1024;

export function isThreadCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_THREADS;
}

/** Where nobody says how many: one for each core of this machine. */
export function usualThreads(): number {
  return Math.min(availableParallelism(), MOST_THREADS);
}

/** The variable that TensorFlow reads while it is loaded. */
export const ONEDNN_VARIABLE = 'TF_ENABLE_ONEDNN_OPTS';

/**
 * Whether TensorFlow computes with oneDNN, whose kernels round otherwise than TensorFlow's own. `as-built`: as TensorFlow itself decides on this processor, unless the user has
 * set it.
 */
export type OneDnn = 'on' | 'off' | 'as-built';

/** What the user has set; undefined where it is nothing that TensorFlow understands. */
export function oneDnnOf(env: NodeJS.ProcessEnv): 'on' | 'off' | undefined {
  const value = env[ONEDNN_VARIABLE]?.toLowerCase();
  if (value === '1' || value === 'true') return 'on';
  return value === '0' || value === 'false' ? 'off' : undefined;
}

/**
 * The choice for new work: the user's, else on for x86. Left to itself, TensorFlow leaves it off there without AVX-512, and a
 * training step takes half as long again (1,510 ms of CPU against 977 for one network). On ARM it is TensorFlow's, whose
 * kernels are others there.
 */
export function chooseOneDnn(env: NodeJS.ProcessEnv, arch: string): OneDnn {
  return oneDnnOf(env) ?? (arch === 'x64' ? 'on' : 'as-built');
}

// What to set so that the choice comes about; undefined: nothing may be set, whatever is.
function oneDnnEnvironment(choice: OneDnn): Record<string, string | undefined> {
  return { [ONEDNN_VARIABLE]: choice === 'as-built' ? undefined : choice === 'on' ? '1' : '0' };
}

/** oneDNN's own variable, which keeps it from newer instructions. It changes the last digits. */
export const ONEDNN_LIMIT = 'ONEDNN_MAX_CPU_ISA';

/** The limit that the user has set; undefined where oneDNN may use all that the processor has. */
export function oneDnnLimit(env: NodeJS.ProcessEnv): string | undefined {
  const value = env[ONEDNN_LIMIT]?.toUpperCase() ?? '';
  return ['', 'ALL', 'DEFAULT'].includes(value) ? undefined : value;
}

/** Variables of oneDNN, TensorFlow and CUDA that change last digits and that nobody chooses for a run. */
const DIGIT_VARIABLES = [
  ONEDNN_LIMIT,
  'DNNL_MAX_CPU_ISA',
  'ONEDNN_DEFAULT_FPMATH_MODE',
  'DNNL_DEFAULT_FPMATH_MODE',
  'TF_SET_ONEDNN_FPMATH_MODE',
  'TF_XLA_FLAGS',
  'XLA_FLAGS',
  'NVIDIA_TF32_OVERRIDE',
] as const;

/** Those that are set, for a lock. */
export function digitVariablesIn(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  return Object.fromEntries(
    DIGIT_VARIABLES.flatMap((name) => (env[name] === undefined || env[name] === '' ? [] : [[name, env[name]]])),
  );
}

/** What to set so that they are as a lock has them; undefined: it must not be set. */
export function digitEnvironment(locked: Readonly<Record<string, string>>): Record<string, string | undefined> {
  return Object.fromEntries(DIGIT_VARIABLES.map((name) => [name, locked[name]]));
}

/** What a process is to do with the machine; what is not given is TensorFlow's choice. */
export interface MachineChoices {
  readonly threads: number | undefined;
  readonly oneDnn: OneDnn;
  readonly device: 'cpu' | 'gpu' | undefined;
  /** Finished models alone will run. */
  readonly fixedFilters: boolean;
}

/** What to set so that the choices come about; undefined: it must not be set. `present`: what is set already. */
export function machineEnvironment(
  { threads, oneDnn, device, fixedFilters }: MachineChoices,
  present: NodeJS.ProcessEnv,
): Record<string, string | undefined> {
  return {
    // It would take all memory of the GPU at once, from whatever else runs there.
    TF_FORCE_GPU_ALLOW_GROWTH: present.TF_FORCE_GPU_ALLOW_GROWTH ?? 'true',
    ...oneDnnEnvironment(oneDnn),
    // How sums are split among threads decides their last digits.
    ...(threads === undefined
      ? {}
      : { TF_NUM_INTRAOP_THREADS: String(threads), TF_NUM_INTEROP_THREADS: String(threads) }),
    // Kernels may then keep filters in the order that they like; while filters change that would be wrong.
    ...(fixedFilters ? { TF_ONEDNN_ASSUME_FROZEN_WEIGHTS: '1' } : {}),
    ...(device === 'cpu' ? { CUDA_VISIBLE_DEVICES: '-1' } : {}),
  };
}
