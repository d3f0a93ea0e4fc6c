import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { softened } from '../pixels/soften.ts';

export const blur = defineAugmentation({
  name: 'blur',
  doc: 'The image blurred by a Gaussian. Under a quarter of a pixel nothing is done.',
  provenance: 'standard',
  example: 'donor = other_image -> maybe(50%) blur(0.5px..2px)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is blurred' }],
  parameters: {
    deviation: drawn.length({
      default: [0.5, 2],
      least: [0.3, 0.8],
      max: 64,
      doc: 'standard deviation of the Gaussian',
    }),
  },
  result: 'image',
  emit: (scope, inputs, { deviation }) => softened(scope, imageInput(inputs[0]), deviation, 'deviation'),
});
