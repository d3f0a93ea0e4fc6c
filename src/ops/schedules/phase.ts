import { cast } from '../../graph/primitives/cast.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { less } from '../../graph/primitives/less.ts';
import { logicalAnd } from '../../graph/primitives/logical-and.ts';
import { defineSchedule } from '../core/operation.ts';
import { share } from '../core/parameter.ts';

export const phase = defineSchedule({
  name: 'phase',
  doc: '1 while a part of the steps lasts, 0 before and behind it: terms that begin or end with it. As `frozen.student = phase(from: 20%)`: a network that rests while it lasts.',
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
    const bounds = phaseSteps({ from, until }, steps);
    return cast(logicalAnd(greaterEqual(step, bounds.from), less(step, bounds.until)), 'float32');
  },
});

/** Its first step, and the one before which it ends; `settings`: shares of all steps. */
export function phaseSteps({ from, until }: Readonly<Record<string, unknown>>, steps: number) {
  const at = (share: unknown) => Math.round(steps * Number(share));
  return { from: at(from), until: at(until) };
}
