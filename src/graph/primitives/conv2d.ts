// Convolution of images (n x h x w x c) with a filter (kh x kw x c x channels).

import { dimension, type Tensor } from '../ir/tensor.ts';
import { type Convolution, convolutionAttributes, convolvedShape } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';

export const Conv2D = definePrimitive<readonly [x: Tensor, filter: Tensor], Convolution>({
  op: 'Conv2D',
  infer: ([x, filter], p) => ({ shape: convolvedShape(x, filter, p, dimension(filter, 3)), dtype: x.dtype }),
  attributes: convolutionAttributes,
  gradient: ({ inputs: [x, filter], dy, parameters }) => [
    conv2dBackpropInput(x.shape, filter, dy, parameters),
    conv2dBackpropFilter(x, filter.shape, dy, parameters),
  ],
});

export function conv2d(x: Tensor, filter: Tensor, parameters: Convolution): Tensor {
  return single(Conv2D.apply([x, filter], parameters));
}
