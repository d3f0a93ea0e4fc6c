// Whether TensorFlow computes with oneDNN, whose kernels round otherwise than TensorFlow's own. Left to itself,
// TensorFlow asks the processor: on x86 without AVX-512 it leaves oneDNN off, and a training step takes half as long
// again (1,510 ms of CPU against 977 for one network). So it is switched on here, and a run's lock says what it was.

/** The variable that TensorFlow reads while it is loaded. */
export const ONEDNN_VARIABLE = 'TF_ENABLE_ONEDNN_OPTS';

/** `as-built`: as TensorFlow itself decides on this processor, unless the user has set it. */
export type OneDnn = 'on' | 'off' | 'as-built';

/** What the user has set; undefined where it is nothing that TensorFlow understands. */
export function oneDnnOf(env: NodeJS.ProcessEnv): 'on' | 'off' | undefined {
  const value = env[ONEDNN_VARIABLE]?.toLowerCase();
  if (value === '1' || value === 'true') return 'on';
  return value === '0' || value === 'false' ? 'off' : undefined;
}

/** The choice for new work: the user's, else on for x86. On ARM it is TensorFlow's, whose kernels are others there. */
export function chooseOneDnn(env: NodeJS.ProcessEnv, arch: string): OneDnn {
  return oneDnnOf(env) ?? (arch === 'x64' ? 'on' : 'as-built');
}

/** What to set so that the choice comes about; undefined: nothing may be set, whatever is. */
export function oneDnnEnvironment(choice: OneDnn): Record<string, string | undefined> {
  return { [ONEDNN_VARIABLE]: choice === 'as-built' ? undefined : choice === 'on' ? '1' : '0' };
}

/** oneDNN's own variable, which keeps it from newer instructions. It changes the last digits, and no lock has it. */
export const ONEDNN_LIMIT = 'ONEDNN_MAX_CPU_ISA';

/** The limit that the user has set; undefined where oneDNN may use all that the processor has. */
export function oneDnnLimit(env: NodeJS.ProcessEnv): string | undefined {
  const value = env[ONEDNN_LIMIT]?.toUpperCase() ?? '';
  return ['', 'ALL', 'DEFAULT'].includes(value) ? undefined : value;
}
