import { bug } from '../../diagnostics/outside-error.ts';
import { ifElse } from '../../graph/ir/control-flow.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { lessEqual } from '../../graph/primitives/less-equal.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { min } from '../../graph/primitives/min.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { topK } from '../../graph/primitives/top-k.ts';
import { integer } from '../../graph/rules/primitive.ts';
import { imageInput } from '../core/inputs.ts';
import { chance } from '../core/moving.ts';
import { defineAugmentation } from '../core/operation.ts';
import { count, listOf, transform } from '../core/parameter.ts';

export const anyOf = defineAugmentation({
  name: 'any_of',
  doc: 'Each of several steps with a chance, but never fewer than `at_least` of them, one after the other as they are written. With `chance: 0%` exactly `at_least` steps are taken.',
  provenance:
    'hard augmentation of CSI, Tack et al. 2020 (the force is our choice); DRAEM, Zavrtanik et al. 2021 (three of its steps)',
  example: 'donor = other_image -> any_of(rotate(90deg | 180deg | 270deg), permute(grid: 2), jitter())',
  inputs: [{ name: 'image', type: 'image', doc: 'what the steps work on' }],
  parameters: {
    steps: listOf(transform({ doc: 'a step' }), { rest: true, doc: 'the steps' }),
    chance: chance({ default: 0.5, doc: 'of each step' }),
    at_least: count({ default: 1, min: 0, doc: 'steps that are taken at least' }),
  },
  result: 'image',
  emit(scope, inputs, { steps, chance: each, at_least }) {
    const image = imageInput(inputs[0]);
    if (at_least > steps.length)
      scope.fail('operation-fails', {
        operation: 'any_of',
        reason: `it has ${steps.length} steps, of which at least ${at_least} shall be taken`,
      });
    const luck = scope.uniform('luck', [steps.length]);
    // The luckiest ones are taken however unlucky they are: each set of them is as likely as any other.
    const forced = at_least === 0 ? 0 : neg(min(topK(neg(luck), at_least).values));
    const own = scope.level(each);
    const limit = forced === 0 ? own : maximum(forced, own);
    return steps.reduce((given, step, i) => {
      const taken = lessEqual(gather(luck, integer(scope.builder, i)), limit);
      const [result] = ifElse(
        taken,
        () => [scope.transform(step, given)],
        () => [given],
      );
      return result ?? bug('a branch without a result');
    }, image);
  },
});
