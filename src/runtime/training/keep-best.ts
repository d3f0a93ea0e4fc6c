// Keeps the best weights of a training. They lie in its checkpoints: each save takes those of the save before along, and a
// measurement that is better is saved at once, so that a process may end at any moment.
import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Model } from '../../dsl/model/model.ts';
import type { Emit, TrainMetrics } from '../contract/events.ts';
import { openValidation, type Validation } from '../evaluation/validation.ts';
import { draftOf, makeFolders, withDiskErrors } from '../files/files.ts';
import type { ImageItem } from '../images/data-set.ts';
import type { Frame } from '../images/decode.ts';
import { openSavedModel } from '../session/session.ts';
import { type Checkpoint, type KeptSoFar, keptIn, keptWeights } from './checkpoint.ts';
import { type ExportOptions, trainedIn, writeModel } from './export.ts';
import {
  afterMeasurement,
  isDue,
  isOver,
  type KeepRule,
  type KeepState,
  keepRuleOf,
  nothingKept,
  standingOf,
} from './keep-state.ts';

interface Surroundings {
  readonly exporting: Omit<ExportOptions, 'model'>;
  readonly checkpoints: string;
  /** Where training goes on. */
  readonly checkpoint: Checkpoint | undefined;
  readonly emit: Emit;
  readonly stopRequested: () => boolean;
  /** Milliseconds, from any origin. */
  readonly now: () => number;
}

export interface KeeperOptions extends Surroundings {
  readonly rule: KeepRule;
  readonly steps: number;
  readonly validation: Validation;
}

export interface OpenKeeperOptions extends Surroundings {
  readonly model: Model;
  readonly frame: Frame;
  readonly holdout: readonly ImageItem[];
  readonly dataFolder: string;
}

/** Undefined where the last weights are kept. @throws OutsideError `checkpoint-unreadable`, `holdout-empty`, `data-missing` */
export async function openKeeper(options: OpenKeeperOptions): Promise<Keeper | undefined> {
  const { model, exporting } = options;
  const rule = keepRuleOf(model);
  if (rule === undefined) return undefined;
  const { metric, samples } = rule;
  const validation = await openValidation({ ...options, binding: exporting.binding, metric, samples });
  return new Keeper({ ...options, rule, steps: model.train.steps, validation });
}

/** What metrics.json says of it. */
export type KeptMetrics = Pick<TrainMetrics, 'kept_step' | 'kept_metric' | 'kept_value' | 'stopped_early'>;

/** Thrown in the middle of a measurement, which is made anew when training goes on. */
class StopRequest extends Error {}

export class Keeper {
  readonly options: KeeperOptions;
  #state: KeepState;
  #weights: string | undefined;

  /** @throws OutsideError `checkpoint-unreadable` */
  constructor(options: KeeperOptions) {
    this.options = options;
    this.#state = options.checkpoint?.keep ?? nothingKept;
    this.#weights = options.checkpoint && keptWeights(options.checkpoint);
  }

  get kept(): KeptSoFar {
    return { state: this.#state, weights: this.#weights };
  }

  isDue(step: number): boolean {
    return isDue(this.options.rule, this.#state, step, this.options.steps);
  }

  /** Training stops early. */
  get isOver(): boolean {
    return isOver(this.options.rule, this.#state);
  }

  /** Measures the weights after a step; `save` is called where they are the best so far. Nothing happens where a stop is asked for. */
  async measure(step: number, save: () => void): Promise<void> {
    const { checkpoints, rule, emit } = this.options;
    const candidate = draftOf(path.join(checkpoints, 'candidate'));
    try {
      const value = await this.#figureOf(candidate, step);
      this.#state = afterMeasurement(this.#state, step, value);
      // Before the save: what a run goes on from has been told.
      emit({ event: 'validation', step, value, ...standingOf(rule, this.#state) });
      if (this.#state.best?.step !== step) return;
      this.#weights = trainedIn(candidate);
      save();
    } catch (error) {
      if (!(error instanceof StopRequest)) throw error;
    } finally {
      rmSync(candidate, { recursive: true, force: true });
    }
  }

  /** Training is over: what is exported. */
  conclude(step: number): KeptMetrics {
    const { rule, steps, emit } = this.options;
    const { best } = this.#state;
    const metric = rule.metric.name;
    const kept = { step: best?.step ?? step, metric, value: best?.value ?? null, stopped_early: step < steps };
    if (best === null) {
      const message = `${metric} was not defined at any measurement: the last weights are kept`;
      emit({ event: 'warning', message });
    }
    emit({ event: 'kept', ...kept });
    return {
      kept_step: kept.step,
      kept_metric: metric,
      kept_value: kept.value,
      stopped_early: kept.stopped_early,
    };
  }

  dispose(): void {
    this.options.validation.dispose();
  }

  /** After a save, which has taken the weights along. */
  saved({ folder }: Checkpoint): void {
    if (this.#weights !== undefined) this.#weights = keptIn(folder);
  }

  // Of the model as it would be exported.
  async #figureOf(folder: string, step: number): Promise<number | null> {
    const { exporting, validation, emit, stopRequested, steps, now } = this.options;
    withDiskErrors(path.dirname(folder), () => {
      makeFolders(folder);
      writeModel({ ...exporting, folder });
    });
    const session = openSavedModel(exporting.binding, folder);
    const told = (detail: string) => emit({ event: 'progress', stage: 'train', done: step, total: steps, detail });
    let last = now();
    try {
      return await validation.measure(session, (done, total) => {
        if (stopRequested()) throw new StopRequest();
        if (now() - last < 250) return;
        last = now();
        told(`measuring on damaged held-out images: ${done} of ${total}`);
      });
    } finally {
      session.dispose();
      told('');
    }
  }
}
