// Work in the engine process, for the commands: sees to the engine, follows the process to its end, passes signals on.
import { fileURLToPath } from 'node:url';
import { cacheFolder } from '../runtime/engine/cache-folder.js';
import { findEngine } from '../runtime/engine/engine.ts';
import { installEngine } from '../runtime/engine/install.ts';
import type { EngineProgress } from '../runtime/engine/progress.ts';
import { type EngineEnd, type EngineRun, startEngine } from '../runtime/engine-client.ts';
import type { ServiceName, Services } from '../runtime/engine-messages.ts';
import { shellWord } from '../ui/format.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { bugFailure, type Failure } from './failure.ts';
import { packageVersion } from './version.ts';

/** Fetches TensorFlow where it is not there yet. */
export async function ensureEngine(onProgress: (progress: EngineProgress) => void): Promise<void> {
  const cache = cacheFolder();
  if (!findEngine(cache)) await installEngine({ cache, onProgress });
}

export interface WorkEnd {
  readonly end: EngineEnd;
  /** The first signal that asked to stop. */
  readonly signal: NodeJS.Signals | undefined;
}

/** `stopping`: a first signal came, and the engine was asked to stop; a second one ends it at once. */
export async function doWork<K extends ServiceName>(
  service: K,
  request: Services[K]['request'],
  emit: (event: Services[K]['event']) => void,
  stopping: () => void,
): Promise<WorkEnd> {
  const script = fileURLToPath(new URL('./engine.js', import.meta.url));
  const engine = startEngine(script, { service, request, version: packageVersion, command: commandText() }, emit);
  const signals = followSignals(engine, stopping);
  try {
    return { end: await engine.end, signal: signals.received() };
  } finally {
    signals.release();
  }
}

/** What the user wrote, as a shell takes it. */
export function commandText(): string {
  return ['anoseg', ...process.argv.slice(2)].map(shellWord).join(' ');
}

/** What the command ends with; a failure where there is something to say. */
export function conclude({ end, signal }: WorkEnd): ExitCode | Failure {
  if (end.kind === 'finished') return exitCode.done;
  const interrupted = signal === 'SIGTERM' || signal === 'SIGHUP' ? exitCode.terminated : exitCode.interrupted;
  if (end.kind === 'stopped') return interrupted;
  if (wasKilled({ end, signal })) return interrupted;
  return end.exit === exitCode.bug ? bugFailure(end.message, end.stack, packageVersion) : end;
}

/** A second signal ended the engine: nothing failed. */
export function wasKilled({ end, signal }: WorkEnd): boolean {
  return signal !== undefined && end.kind === 'failed' && end.code === 'engine-crashed';
}

interface Signals {
  received(): NodeJS.Signals | undefined;
  release(): void;
}

function followSignals(engine: EngineRun, stopping: () => void): Signals {
  let first: NodeJS.Signals | undefined;
  const listener = (signal: NodeJS.Signals) => {
    if (first !== undefined) return engine.kill();
    first = signal;
    stopping();
    engine.stop();
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, listener);
  return {
    received: () => first,
    release: () => {
      for (const name of names) process.off(name, listener);
    },
  };
}
