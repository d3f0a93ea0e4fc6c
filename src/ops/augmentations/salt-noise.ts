import { dimension } from '../../graph/ir/tensor.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { less } from '../../graph/primitives/less.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { toMask } from '../pixels/box.ts';
import { mapPlanes } from '../pixels/planes.ts';

export const saltNoise = defineAugmentation({
  name: 'salt_noise',
  doc: 'Single pixels become white or black, either with the same chance.',
  provenance: 'standard (salt and pepper)',
  example: 'donor = other_image -> maybe(50%) salt_noise(0.5%..5%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is sprinkled' }],
  parameters: { amount: drawn.share({ default: [0.005, 0.05], doc: 'share of the pixels' }) },
  result: 'image',
  emit(scope, inputs, { amount }) {
    const image = imageInput(inputs[0]);
    const half = mul(scope.draw('amount', amount), 0.5);
    const luck = scope.uniform('pixels', [dimension(image, 0), dimension(image, 1)]);
    const salt = toMask(less(luck, half));
    const noPepper = sub(1, toMask(greater(luck, sub(1, half))));
    return mapPlanes(image, (plane) => minimum(maximum(plane, salt), noPepper));
  },
});
