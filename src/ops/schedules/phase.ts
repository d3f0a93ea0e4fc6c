import { cast } from '../../graph/primitives/cast.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { defineSchedule } from '../core/operation.ts';
import { share } from '../core/parameter.ts';

export const phase = defineSchedule({
  name: 'phase',
  doc: '1 while a part of the steps lasts, 0 before and behind it: terms that begin or end with it.',
  provenance: 'our choice',
  example: 'pixel = phase(from: 20%) * focal(map, mask)',
  parameters: {
    from: share({ default: 0, doc: 'share of all steps that pass before' }),
    until: share({ default: 1, doc: 'share of all steps at which it ends' }),
  },
  extent: () => [0, 1],
  emit(scope, { from, until }) {
    const { step, steps } = scope;
    if (from >= until) {
      const reason = 'it ends before it begins';
      scope.fail('operation-fails', { operation: 'phase', reason }, '`from` is less than `until`');
    }
    const within = logicalAnd(greaterEqual(step, Math.round(steps * from)), less(step, Math.round(steps * until)));
    return cast(within, 'float32');
  },
});
