import { add } from '../../graph/primitives/add.ts';
import { greaterEqual } from '../../graph/primitives/greater-equal.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn } from '../core/parameter.ts';
import { toMask } from '../pixels/box.ts';

export const solarize = defineAugmentation({
  name: 'solarize',
  doc: 'Values from a threshold on are inverted.',
  provenance: 'Pillow ImageOps.solarize',
  example: 'donor = other_image -> maybe(50%) solarize(25%..75%)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is solarised' }],
  parameters: {
    threshold: drawn.share({ default: [0.25, 0.75], doc: 'the value from which on a channel is inverted' }),
  },
  result: 'image',
  emit(scope, inputs, { threshold }) {
    const image = imageInput(inputs[0]);
    const above = toMask(greaterEqual(image, scope.draw('threshold', threshold)));
    return add(image, mul(above, sub(1, mul(image, 2))));
  },
});
