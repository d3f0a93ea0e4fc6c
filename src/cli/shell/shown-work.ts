// Work in the engine process with its progress on standard error, for the commands that end with a result.
import type { DeviceWish } from '../../api/engine.ts';
import type { ServiceName, Services } from '../../api/runs.ts';
import type { FailureWords } from './bundles.ts';
import { conclude, doWork, ensureEngine } from './engine-work.ts';
import type { ExitCode } from './exit-code.ts';
import { printFailure } from './failure.ts';
import { openProgress, type ProgressLine } from './progress-line.ts';
import type { Terminal } from './terminal.ts';

export interface ShownWork<K extends ServiceName> {
  readonly service: K;
  readonly request: Services[K]['request'];
  /** Whether it computes with TensorFlow, which is fetched where it is not there yet. */
  readonly needsEngine: boolean;
  /** Where it shall compute. */
  readonly wish?: DeviceWish;
  /** What is shown until the work tells of itself; absent: nothing. */
  readonly opening?: string;
  readonly take: (event: Services[K]['event'], progress: ProgressLine) => void;
  /** How what may name a file of a bundle is told. */
  readonly told?: (failure: FailureWords) => FailureWords;
  /** What is said where a stop is asked for. */
  readonly stopping: string;
  /** Prints what was taken; also of work that was stopped, not of work that failed. */
  readonly tell: () => void;
}

export async function showWork<K extends ServiceName>(work: ShownWork<K>, terminal: Terminal): Promise<ExitCode> {
  const { service, request, needsEngine, wish, opening, take, told = (failure) => failure, stopping, tell } = work;
  const progress = openProgress(terminal);
  if (needsEngine)
    await ensureEngine(({ stage, detail, done, total }) => progress.show(`${stage} ${detail}`, done, total), wish);
  if (opening !== undefined) progress.show(opening, 0, 0);
  const ended = await doWork(
    service,
    request,
    (event) => take(event, progress),
    () => progress.note(stopping),
  );
  progress.clear();
  const end = conclude(ended);
  if (typeof end !== 'number') {
    printFailure(told(end), terminal);
    return end.exit;
  }
  tell();
  return end;
}
