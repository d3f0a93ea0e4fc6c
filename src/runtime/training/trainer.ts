// The training loop: one session call a step, losses written down now and then, state saved at least
// every minute. It yields to the event loop after each step, so that a request to stop is heard.
import { setImmediate } from 'node:timers/promises';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Emit } from '../contract/events.ts';
import type { BatchSource } from '../feed/batch-source.ts';
import type { Feed, Session } from '../session/session.ts';
import { saveCheckpoint } from './checkpoint.ts';

export interface TrainerOptions {
  readonly session: Session;
  readonly program: TrainingProgram;
  readonly model: Model;
  readonly batches: BatchSource;
  /** Steps done before. */
  readonly from: number;
  readonly checkpoints: string;
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
  /** Steps done; fewer than asked for where a stop was requested. */
  readonly step: number;
  readonly seconds: number;
  readonly medianStepMs: number;
}

/** @throws OutsideError `training-diverged`, `disk-full` */
export async function train(options: TrainerOptions): Promise<TrainingResult> {
  const { model, now, stopRequested, saveEveryMs } = options;
  const { steps, logEvery } = model.train;
  const started = now();
  const durations: number[] = [];
  let saved = started;
  let told = started;
  let step = options.from;
  while (step < steps && !stopRequested()) {
    const before = now();
    const losses = await runStep(options, step);
    step += 1;
    durations.push(now() - before);
    if (step % logEvery === 0 || step === steps) report(options, step, losses, median(durations.slice(-logEvery)));
    if (now() - told >= 1000) {
      options.emit({ event: 'progress', stage: 'train', done: step, total: steps });
      told = now();
    }
    if (now() - saved >= saveEveryMs && step < steps) {
      save(options, step);
      saved = now();
    }
    await setImmediate();
  }
  if (step > options.from) save(options, step);
  return { step, seconds: (now() - started) / 1000, medianStepMs: median(durations) };
}

// A step is one call, unless a network has several updates in it: then each takes a batch of its own.
async function runStep({ session, program, batches }: TrainerOptions, step: number): Promise<Float32Array> {
  let losses: Float32Array = new Float32Array();
  const fetches = [...program.fetches.updates, program.fetches.step];
  for (const [update, fetch] of fetches.entries()) {
    const batch = await batches.feeds(step * program.batchesPerStep + update);
    const clock = {
      [program.feeds.step]: scalar(step),
      ...(fetches.length > 1 ? { [program.feeds.update]: scalar(update) } : {}),
    };
    const [fetched] = session.run({ ...clock, ...batch }, [fetch]);
    if (fetched?.data instanceof Float32Array) losses = fetched.data;
  }
  return losses;
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

function save({ session, program, checkpoints, confirm, emit }: TrainerOptions, step: number): void {
  confirm();
  const { folder } = saveCheckpoint(session, program, checkpoints, step);
  emit({ event: 'checkpoint', step, path: folder });
}

/** 0 without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[Math.max(0, middle - 1)], sorted[middle]];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
