import type { Tensor } from '../../graph/ir/tensor.ts';
import { exp } from '../../graph/primitives/exp.ts';
import { log } from '../../graph/primitives/log.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sign } from '../../graph/primitives/sign.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn, flag } from '../core/parameter.ts';
import { mapPlanes } from '../pixels/planes.ts';

export const gamma = defineAugmentation({
  name: 'gamma',
  doc: 'Each value to the power of an exponent: under 1 the image becomes brighter, over 1 darker; black and white stay.',
  provenance: 'standard (gamma correction)',
  example: 'donor = other_image -> maybe(50%) gamma(log_uniform(0.5..2))',
  inputs: [{ name: 'image', type: 'image', doc: 'what is brightened or darkened' }],
  parameters: {
    exponent: drawn.number({ default: [0.5, 2], min: 0.05, max: 20, doc: 'the power' }),
    apart: flag({ default: false, doc: 'an exponent of its own for each channel' }),
  },
  result: 'image',
  emit(scope, inputs, { exponent, apart }) {
    const image = imageInput(inputs[0]);
    if (!apart) return power(image, scope.draw('exponent', exponent));
    return mapPlanes(image, (plane, i) => power(plane, scope.draw(`exponent/${i}`, exponent)));
  },
});

// By logarithm, which is several times faster than TensorFlow's power; the sign keeps zeros.
function power(x: Tensor, exponent: Tensor): Tensor {
  return mul(exp(mul(log(maximum(x, 1e-30)), exponent)), sign(x));
}
