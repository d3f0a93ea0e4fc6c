// The process that holds TensorFlow: it takes one request, tells of it in messages, and ends. Calls of
// TensorFlow block, so the terminal and the signals live in the process that started this one.
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { systemFailure } from '../../diagnostics/system-error.ts';
import { type BindingOptions, loadBinding } from '../../engine/binding.ts';
import { cacheFolder } from '../../engine/cache-folder.js';
import { requireEngine } from '../../engine/engine.ts';
import { refuseMissingGpu, wishedDevice } from '../../engine/gpu.ts';
import { oneDnnOf } from '../../engine/machine-choices.ts';
import { asSharpFailure } from '../../engine/sharp-failure.ts';
import { provideTemporaryFolder } from '../../engine/temporary-folder.ts';
import type { OpenedEngine } from '../contract/service.ts';
import type { FromEngine, Order, ServiceName, ToEngine } from './engine-messages.ts';

/** With the time that saving takes, under a minute; ANOSEG_SAVE_SECONDS makes it shorter. */
const saveEveryMs = 1000 * (Number(process.env.ANOSEG_SAVE_SECONDS) || 50);
let stopping = false;
const send = (message: FromEngine) => {
  // Where nobody listens any more, `disconnect` comes: a message that finds that out first is no failure.
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
};

process.on('message', (message: ToEngine) => {
  if (message.kind === 'stop') stopping = true;
  else void serve(message);
});
// Ctrl-C reaches the whole group of processes; the terminal's process decides whether it ends us at once. Whoever
// started us may be gone, too. Then: finish the step, save, end.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) {
  process.on(event, () => {
    stopping = true;
  });
}
// Its reader may be gone with it.
process.stderr.on('error', () => undefined);

async function serve<K extends ServiceName>({ service, request, version, command }: Order<K>): Promise<void> {
  try {
    provideTemporaryFolder(process.env, [cacheFolder()]);
    const { services } = await import('./services.ts');
    const finished = await services[service](request, {
      emit: (event) => send({ kind: 'event', event }),
      stopRequested: () => stopping,
      openEngine,
      anosegVersion: version,
      command,
      saveEveryMs,
      now: () => performance.now(),
    });
    send({ kind: 'end', finished });
  } catch (error) {
    send(failure(error));
  }
  if (process.connected) process.disconnect?.();
}

function openEngine(options: BindingOptions): OpenedEngine {
  refuseMissingGpu(cacheFolder(), options);
  const engine = requireEngine(cacheFolder(), wishedDevice(options));
  const binding = loadBinding(engine, options);
  return { engine, binding, oneDnn: oneDnnOf(process.env) };
}

function failure(thrown: unknown): FromEngine {
  const error = asSharpFailure(thrown) ?? thrown;
  if (error instanceof OutsideError)
    return { kind: 'failed', code: error.code, message: error.message, hint: error.hint, exit: 3, stack: undefined };
  const outside = systemFailure(error);
  if (outside !== undefined) return failure(outside);
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'failed', code: 'bug', message, hint: '', exit: 4, stack };
}
