// Which weights are the best so far, and when it is over: a fold over measurements, so that a run that goes on decides as one
// that was never stopped.

import { bug } from '../../diagnostics/outside-error.ts';
import { keptMetric } from '../../dsl/model/kept-weights.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import type { BestSoFar, KeepStanding } from '../contract/events.ts';

export interface KeepState {
  /** The step of the last measurement; 0 before the first. */
  readonly measured: number;
  /** Measurements since the best one. */
  readonly misses: number;
  readonly best: BestSoFar | null;
}

export const nothingKept: KeepState = { measured: 0, misses: 0, best: null };

/** The settings of `best`. */
export interface KeepRule {
  readonly metric: OperationCall;
  /** Steps between two measurements. */
  readonly every: number;
  /** Training stops early after so many misses in a row; 0 for never. */
  readonly patience: number;
  readonly samples: number;
}

/** Undefined where the last weights are kept. */
export function keepRuleOf({ train: { keep } }: Model): KeepRule | undefined {
  if (keep === undefined) return undefined;
  const whole = (name: string) => {
    const setting = keep.settings[name];
    return setting?.kind === 'number' ? setting.value : bug(`a rule without ${name}`);
  };
  return { metric: keptMetric(keep), every: whole('every'), patience: whole('patience'), samples: whole('samples') };
}

/** Whether the weights after a step are measured: every so many steps, and after the last one; each once. */
export function isDue({ every }: KeepRule, { measured }: KeepState, step: number, steps: number): boolean {
  return step > measured && (step % every === 0 || step === steps);
}

/** After a measurement; null is no better than anything. Of equal ones the earlier stays. */
export function afterMeasurement({ misses, best }: KeepState, step: number, value: number | null): KeepState {
  const isBetter = value !== null && (best === null || value > best.value);
  return { measured: step, misses: isBetter ? 0 : misses + 1, best: isBetter ? { step, value } : best };
}

/** Whether training stops early. */
export function isOver({ patience }: KeepRule, { misses }: KeepState): boolean {
  return patience > 0 && misses >= patience;
}

export function standingOf({ metric, patience }: KeepRule, { misses, best }: KeepState): KeepStanding {
  return { metric: metric.name, best, left: patience === 0 ? null : Math.max(0, patience - misses) };
}
