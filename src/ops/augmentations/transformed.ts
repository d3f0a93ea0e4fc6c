import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { transform } from '../core/parameter.ts';

/** A random step of a chain: `-> maybe(50%) flip(horizontal)`. It has no name in the language. */
export const transformed = defineAugmentation({
  name: 'maybe',
  doc: 'A step with a chance, or one of several steps.',
  provenance: 'our choice',
  example: 'donor = other_image -> maybe(50%) rotate(90deg | 180deg | 270deg)',
  inputs: [{ name: 'image', type: 'image', doc: 'what the step works on' }],
  parameters: { transform: transform({ doc: 'the step' }) },
  result: 'image',
  emit: (scope, inputs, settings) => scope.transform(settings.transform, imageInput(inputs[0])),
});
