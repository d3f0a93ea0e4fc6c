// The training loop: one session call a step, losses written down now and then, weights measured where the best ones are
// kept, state saved at least every minute. It yields to the event loop after each step, so that a request to stop is heard.
import { setImmediate } from 'node:timers/promises';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import { medianOf } from '../../statistics/sample.ts';
import type { Emit } from '../contract/events.ts';
import type { BatchSource } from '../feed/batch-source.ts';
import type { Feed, Session } from '../session/session.ts';
import { type Checkpoint, type KeptSoFar, type SavedFor, saveCheckpoint } from './checkpoint.ts';
import type { Keeper } from './keep-best.ts';

export interface TrainerOptions {
  readonly session: Session;
  readonly program: TrainingProgram;
  readonly model: Model;
  readonly batches: BatchSource;
  /** Steps done before. */
  readonly from: number;
  readonly checkpoints: SavedFor;
  /** Keeps the best weights; undefined where the last ones are kept. */
  readonly keeper: Keeper | undefined;
  /** Throws where the run folder is no longer ours to write. */
  readonly confirm: () => void;
  readonly emit: Emit;
  readonly stopRequested: () => boolean;
  /** A save begins so many milliseconds after the one before it. */
  readonly saveEveryMs: number;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

export interface TrainingResult {
  /** Steps done; fewer than asked for where a stop was requested, or training stopped early. */
  readonly step: number;
  /** False where a stop was requested: there is something to go on with. */
  readonly isDone: boolean;
  readonly seconds: number;
  readonly medianStepMs: number;
}

/** @throws OutsideError `training-diverged`, `disk-full` */
export async function train(options: TrainerOptions): Promise<TrainingResult> {
  const { model, now, stopRequested, saveEveryMs, keeper } = options;
  const { steps, logEvery } = model.train;
  const started = now();
  const durations: number[] = [];
  const saver = new Saver(options);
  let told = started;
  let step = options.from;
  const isDone = () => step >= steps || keeper?.isOver === true;
  // The first step's losses follow from data, seed and starts alone: no rounding has grown yet.
  const isLogged = (done: number) => done === 1 || done % logEvery === 0 || done === steps;
  for (;;) {
    // Where a run goes on, the measurement may be what it was stopped at.
    if (keeper?.isDue(step)) await keeper.measure(step, () => saver.save(step));
    if (isDone() || stopRequested()) break;
    const before = now();
    const losses = await runStep(options, step);
    step += 1;
    durations.push(now() - before);
    if (isLogged(step)) report(options, step, losses, medianOf(durations.slice(-logEvery)));
    if (now() - told >= 1000) {
      const left = ((now() - started) / (step - options.from)) * (steps - step);
      const seconds = Math.round(left / 100) / 10;
      options.emit({ event: 'progress', stage: 'train', done: step, total: steps, seconds_left: seconds });
      told = now();
    }
    if (now() - saver.time >= saveEveryMs && step < steps) saver.save(step);
    await setImmediate();
  }
  saver.saveIfNew(step);
  // A measurement that a stop was asked for in has not been made.
  const isWhole = isDone() && keeper?.isDue(step) !== true;
  return { step, isDone: isWhole, seconds: (now() - started) / 1000, medianStepMs: medianOf(durations) };
}

/** Saves the state of a training, and knows when it did last. */
class Saver {
  readonly options: TrainerOptions;
  time: number;
  #step: number;
  #kept: KeptSoFar['state'] | undefined;

  constructor(options: TrainerOptions) {
    this.options = options;
    this.time = options.now();
    this.#step = options.from;
    this.#kept = options.keeper?.kept.state;
  }

  save(step: number): Checkpoint {
    const { session, program, checkpoints, confirm, emit, keeper, now } = this.options;
    confirm();
    const checkpoint = saveCheckpoint(session, program, checkpoints, step, keeper?.kept);
    keeper?.saved(checkpoint);
    emit({ event: 'checkpoint', step, path: checkpoint.folder });
    this.time = now();
    this.#step = step;
    this.#kept = keeper?.kept.state;
    return checkpoint;
  }

  /** Where something has happened since. */
  saveIfNew(step: number): void {
    if (step > this.#step || this.#kept !== this.options.keeper?.kept.state) this.save(step);
  }
}

/**
 * A step is one call, unless a network has several updates in it, or an update several batches: then each takes a batch of
 * its own. The losses are those of the last update, of all its batches.
 */
export async function runStep(
  { session, program, batches }: Pick<TrainerOptions, 'session' | 'program' | 'batches'>,
  step: number,
): Promise<Float32Array> {
  const losses: Float32Array[] = [];
  const { updates, step: last } = program.fetches.later.findLast(({ from }) => from <= step) ?? program.fetches;
  const fetches = [...updates, last];
  for (const [call, fetch] of fetches.entries()) {
    const batch = await batches.feeds(step * program.batchesPerStep + call);
    const clock = {
      [program.feeds.step]: scalar(step),
      ...(fetches.length > 1 ? { [program.feeds.update]: scalar(call) } : {}),
    };
    const [fetched] = session.run({ ...clock, ...batch }, [fetch]);
    if (fetched?.data instanceof Float32Array) losses.push(fetched.data);
  }
  return meanOf(losses.slice(-program.accumulate));
}

function meanOf([first = new Float32Array(), ...others]: readonly Float32Array[]): Float32Array {
  const sum = (i: number) => others.reduce((total, values) => total + (values[i] ?? 0), first[i] ?? 0);
  return first.map((_, i) => sum(i) / (1 + others.length));
}

function scalar(value: number): Feed {
  return { dtype: 'int32', shape: [], data: Int32Array.of(value) };
}

function report({ program, emit }: TrainerOptions, step: number, values: Float32Array, stepMs: number): void {
  const loss: Record<string, number> = {};
  program.losses.forEach((name, i) => {
    loss[name] = values[i] ?? Number.NaN;
  });
  const broken = Object.entries(loss).find(([, value]) => !Number.isFinite(value));
  if (broken) {
    throw outside('training-diverged', { loss: broken[0], value: broken[1], step });
  }
  emit({ event: 'step', step, loss, step_ms: Math.round(stepMs * 1000) / 1000 });
}
