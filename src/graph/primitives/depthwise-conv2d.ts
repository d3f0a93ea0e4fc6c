// Convolution of each channel by itself (n x h x w x c) with a filter (kh x kw x c x multiplier).

import { dimension, type Tensor } from '../ir/tensor.ts';
import { convolutionAttributes, convolvedShape, type UndilatedConvolution } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { depthwiseConv2dBackpropFilter } from './depthwise-conv2d-backprop-filter.ts';
import { depthwiseConv2dBackpropInput } from './depthwise-conv2d-backprop-input.ts';

export const DepthwiseConv2dNative = definePrimitive<readonly [x: Tensor, filter: Tensor], UndilatedConvolution>({
  op: 'DepthwiseConv2dNative',
  infer: ([x, filter], p) => ({
    shape: convolvedShape(x, filter, p, dimension(filter, 2) * dimension(filter, 3)),
    dtype: x.dtype,
  }),
  attributes: convolutionAttributes,
  gradient: ({ inputs: [x, filter], dy, parameters }) => [
    depthwiseConv2dBackpropInput(x.shape, filter, dy, parameters),
    depthwiseConv2dBackpropFilter(x, filter.shape, dy, parameters),
  ],
});

export function depthwiseConv2d(x: Tensor, filter: Tensor, parameters: UndilatedConvolution): Tensor {
  return single(DepthwiseConv2dNative.apply([x, filter], parameters));
}
