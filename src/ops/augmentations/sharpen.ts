import { add } from '../../graph/primitives/add.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { float } from '../../graph/rules/primitive.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn, length } from '../core/parameter.ts';
import { clipped } from '../pixels/clipped.ts';
import { blurred } from '../pixels/soften.ts';

export const sharpen = defineAugmentation({
  name: 'sharpen',
  doc: 'Unsharp masking: what a blur takes away is added once more.',
  provenance: 'standard',
  example: 'donor = other_image -> maybe(50%) sharpen(50%..200%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is sharpened' }],
  parameters: {
    amount: drawn.share({ default: [0.5, 2], max: 20, doc: 'how much of the difference is added' }),
    deviation: length({ default: 1, above: 0, max: 64, doc: 'standard deviation of the blur' }),
  },
  result: 'image',
  emit(scope, inputs, { amount, deviation }) {
    const image = imageInput(inputs[0]);
    const detail = sub(image, blurred(scope, image, float(scope.builder, deviation)));
    return clipped(add(image, mul(detail, scope.draw('amount', amount))));
  },
});
