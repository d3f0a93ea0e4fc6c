import { bug } from '../../diagnostics/outside-error.ts';
import { ifElse } from '../../graph/ir/control-flow.ts';
import { imageInput } from '../core/inputs.ts';
import { chance } from '../core/moving.ts';
import { defineAugmentation } from '../core/operation.ts';
import type { SampleScope } from '../core/scopes.ts';
import { anomalyBranch, anomalyOfBranch } from '../patches/drawn-option.ts';

const form = {
  provenance: 'our choice',
  parameters: { chance: chance({ doc: 'how often the step is taken' }) },
  lazy: true,
} as const;

/** A step with a chance that makes an anomaly, or leaves out one of several. It has no name in the language. */
export const maybeAnomaly = defineAugmentation({
  ...form,
  name: 'maybe_anomaly',
  doc: 'An anomaly with a chance; without it, what there was before.',
  example: 'synthetic, mask = image -> maybe(30%) cutpaste() -> relabel()',
  inputs: [
    { name: 'anomaly', type: ['image', 'anomaly'], doc: 'with the step' },
    { name: 'before', type: ['image', 'anomaly'], doc: 'without it' },
  ],
  result: 'anomaly',
  emit(scope, _, { chance }) {
    const [anomaly, before] = both(scope);
    const taken = scope.onceForAll(() => scope.chance('maybe', chance));
    return anomalyOfBranch(
      ifElse(
        taken,
        () => anomalyBranch(scope, anomaly),
        () => anomalyBranch(scope, before),
      ),
    );
  },
});

/** The same of a block that gives an image. */
export const maybeImage = defineAugmentation({
  ...form,
  name: 'maybe_image',
  doc: 'A block with a chance; without it, what there was before.',
  example: 'donor = other_image -> maybe(50%) hard()',
  inputs: [
    { name: 'image', type: 'image', doc: 'with the step' },
    { name: 'before', type: 'image', doc: 'without it' },
  ],
  result: 'image',
  emit(scope, _, { chance }) {
    const [image, before] = both(scope);
    const [result] = ifElse(
      scope.chance('maybe', chance),
      () => [imageInput(image())],
      () => [imageInput(before())],
    );
    return result ?? bug('a branch without a result');
  },
});

function both({ options: [taken, before] }: SampleScope) {
  return taken && before ? ([taken, before] as const) : bug('a chance of nothing');
}
