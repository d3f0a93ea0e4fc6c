// How far training is, for schedules.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { less } from '../../graph/primitives/less.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { select } from '../../graph/primitives/select.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { share } from '../core/parameter.ts';
import type { ScheduleScope } from '../core/scopes.ts';

/** The parameter of schedules that begin with a rise. */
export const warmup = share({ default: 0, doc: 'share of the steps in which the value rises to the start' });

/** What a rise begins above, as a share of where it ends. */
export const nearlyNothing = 1e-9;

/** From 0 at the end of the beginning (a share of all steps) to 1 at the last step. */
export function progress({ step, steps }: ScheduleScope, beginning: number): Tensor {
  const start = Math.round(steps * beginning);
  const span = Math.max(1, steps - 1 - start);
  return minimum(maximum(mul(sub(step, start), 1 / span), 0), 1);
}

/** The value, but during the warm-up a straight line from nearly 0 to `start`. */
export function warmedUp({ step, steps }: ScheduleScope, value: Tensor, start: number, warmup: number): Tensor {
  const length = Math.round(steps * warmup);
  if (length === 0) return value;
  return select(less(step, length), mul(add(step, 1), start / length), value);
}

/** From `from` to `to` on a straight line, as the progress goes from 0 to 1. */
export function between(from: number, to: number, progress: Tensor): Tensor {
  return add(mul(progress, to - from), from);
}
