// x above 0, slope * x below.

import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';
import { leakyReluGrad } from './leaky-relu-grad.ts';

export const LeakyRelu = definePrimitive<readonly [x: Tensor], { readonly slope: number }>({
  op: 'LeakyRelu',
  infer: sameAsFirst,
  attributes: (_, { slope }): Attributes => ({
    T: { kind: 'type', value: 'float32' },
    alpha: { kind: 'float', value: slope },
  }),
  outputs: ['activations'],
  // The sign of y is that of x; using y lets TensorFlow fuse the convolution before it.
  gradient: ({ y, dy, parameters: { slope } }) => [leakyReluGrad(dy, y, slope)],
});

export function leakyRelu(x: Tensor, slope: number): Tensor {
  return single(LeakyRelu.apply([x], { slope }));
}
