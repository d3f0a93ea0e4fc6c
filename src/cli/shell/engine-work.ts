// Work in the engine process, for the commands: sees to the engine, follows the process to its end, passes signals on.
import { fileURLToPath } from 'node:url';
import {
  cacheFolder,
  type DeviceWish,
  type EngineProgress,
  findEngine,
  installEngine,
  refuseMissingGpu,
} from '../../api/engine.ts';
import { type EngineEnd, type EngineRun, type ServiceName, type Services, startEngine } from '../../api/runs.ts';
import { shellWord } from '../../ui/text/format.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { bugFailure, type Failure } from './failure.ts';
import { outputFailure } from './outlets.ts';
import { packageVersion } from './version.ts';

/** Fetches TensorFlow where it is not there yet. @throws OutsideError where it shall compute on a GPU and cannot */
export async function ensureEngine(
  onProgress: (progress: EngineProgress) => void,
  wish: DeviceWish = {},
): Promise<void> {
  const cache = cacheFolder();
  refuseMissingGpu(cache, wish);
  if (!findEngine(cache)) await installEngine({ cache, onProgress });
}

export interface WorkEnd {
  readonly end: EngineEnd;
  /** The first signal that asked to stop. */
  readonly signal: NodeJS.Signals | undefined;
  /** Why standard output takes nothing any more, where that asked to stop. */
  readonly lost: NodeJS.ErrnoException | undefined;
}

/**
 * `stopping`: the engine was asked to stop, by a first signal or since standard output takes nothing any more; a second
 * signal ends it at once.
 */
export async function doWork<K extends ServiceName>(
  service: K,
  request: Services[K]['request'],
  emit: (event: Services[K]['event']) => void,
  stopping: () => void,
): Promise<WorkEnd> {
  const script = fileURLToPath(new URL('./engine.js', import.meta.url));
  let engine: EngineRun | undefined;
  // Before the engine is there: a signal at that moment would end this process alone.
  const reasons = followReasons({ stop: () => engine?.stop(), kill: () => engine?.kill() }, stopping);
  try {
    engine = startEngine(script, { service, request, version: packageVersion, command: commandText() }, emit);
    return { end: await engine.end, ...reasons.received() };
  } finally {
    reasons.release();
  }
}

/** What the user wrote, as a shell takes it. */
export function commandText(): string {
  return ['anoseg', ...process.argv.slice(2)].map(shellWord).join(' ');
}

/** What the command ends with; a failure where there is something to say. */
export function conclude({ end, signal, lost }: WorkEnd): ExitCode | Failure {
  if (end.kind === 'finished') return exitCode.done;
  if (end.kind === 'failed')
    return end.exit === exitCode.bug ? bugFailure(end.message, end.stack, packageVersion) : end;
  if (signal === 'SIGINT') return exitCode.interrupted;
  // Without a reason of ours, the engine alone got a signal.
  return signal === undefined && lost !== undefined ? outputFailure(lost, process.stdout) : exitCode.terminated;
}

interface Reasons {
  received(): Omit<WorkEnd, 'end'>;
  release(): void;
}

/** A signal that comes sooner after the first, in milliseconds, is the same one: shells and npm pass them on once more. */
const sameSignal = 500;

function followReasons(engine: Pick<EngineRun, 'stop' | 'kill'>, stopping: () => void): Reasons {
  let [signal, lost]: [NodeJS.Signals | undefined, NodeJS.ErrnoException | undefined] = [undefined, undefined];
  let since = 0;
  const stop = () => {
    stopping();
    engine.stop();
  };
  const onSignal = (name: NodeJS.Signals) => {
    // A terminal that closes is no wish to lose anything.
    if (signal !== undefined)
      return performance.now() - since > sameSignal && name !== 'SIGHUP' ? engine.kill() : undefined;
    [signal, since] = [name, performance.now()];
    stop();
  };
  const onLost = (error: NodeJS.ErrnoException) => {
    if (lost !== undefined) return;
    lost = error;
    stop();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  process.stdout.on('error', onLost);
  return {
    received: () => ({ signal, lost }),
    release: () => {
      for (const name of names) process.off(name, onSignal);
      process.stdout.off('error', onLost);
    },
  };
}
