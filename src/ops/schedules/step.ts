import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { pow } from '../../graph/primitives/pow.ts';
import { float } from '../../graph/rules/primitive.ts';
import { level } from '../core/moving.ts';
import { defineSchedule } from '../core/operation.ts';
import { listOf, number, share } from '../core/parameter.ts';
import type { ScheduleScope } from '../core/scopes.ts';
import { nearlyNothing, warmedUp, warmup } from '../parts/progress.ts';

export const step = defineSchedule({
  name: 'step',
  doc: 'A value that is multiplied by a factor now and then, after a linear warm-up.',
  provenance: 'standard',
  example: 'optimizer = sgd(rate: step(0.1, factor: 0.1, at: [50%, 75%]), momentum: 0.9)',
  parameters: {
    start: level({ doc: 'the value after the warm-up' }),
    factor: number({ default: 0.1, min: 0, doc: 'what it is multiplied by' }),
    at: listOf(share({ doc: '' }), { default: [], doc: 'when, as shares of all steps, such as `[50%, 75%]`' }),
    every: share({ default: 0, doc: 'instead of `at`: each time that this share of the steps has passed' }),
    warmup,
  },
  extent({ start, factor, at, every, warmup }) {
    const times = every > 0 ? Math.ceil(1 / every) : at.length;
    const last = start * factor ** times;
    return [Math.min(last, warmup > 0 ? start * nearlyNothing : start), Math.max(start, last)];
  },
  emit(scope, settings) {
    const { start, factor, at, every } = settings;
    if (at.length > 0 === every > 0) {
      const reason = every > 0 ? '`at` and `every` are both given' : 'it never changes';
      scope.fail('operation-fails', { operation: 'step', reason }, 'give `at` or `every`');
    }
    const times = every > 0 ? timesOf(scope, every) : timesAt(scope, at);
    const value = mul(pow(float(scope.builder, factor), times), start);
    return warmedUp(scope, value, start, settings.warmup);
  },
});

function timesOf({ step, steps }: ScheduleScope, every: number): Tensor {
  // Half a step is added, so that rounding does not miss a whole number.
  return floor(mul(add(step, 0.5), 1 / Math.max(1, Math.round(steps * every))));
}

function timesAt({ step, steps }: ScheduleScope, at: readonly number[]): Tensor {
  const passed = at.map((share) => cast(greaterEqual(step, Math.round(steps * share)), 'float32'));
  return passed.reduce((a, b) => add(a, b));
}
