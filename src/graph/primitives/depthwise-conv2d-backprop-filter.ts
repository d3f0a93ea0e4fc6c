// The gradient of a depthwise convolution with respect to its filter.

import type { Shape, Tensor } from '../ir/tensor.ts';
import { convolutionAttributes, shapeConstant, type UndilatedConvolution } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { depthwiseConv2dBackpropInput } from './depthwise-conv2d-backprop-input.ts';

type Parameters = UndilatedConvolution & { readonly shape: Shape };

export const DepthwiseConv2dNativeBackpropFilter = definePrimitive<readonly [x: Tensor, dy: Tensor], Parameters>({
  op: 'DepthwiseConv2dNativeBackpropFilter',
  infer: ([x], { shape }) => ({ shape, dtype: x.dtype }),
  attributes: convolutionAttributes,
  wire: ([x, dy], { shape }, constant) => [x, shapeConstant(shape, constant), dy],
  gradient: ({ inputs: [x, dy], dy: upstream, parameters }) => [
    depthwiseConv2dBackpropInput(x.shape, upstream, dy, parameters),
    depthwiseConv2d(x, upstream, parameters),
  ],
});

/** `shape`: of the filter (kh x kw x c x multiplier). */
export function depthwiseConv2dBackpropFilter(
  x: Tensor,
  shape: Shape,
  dy: Tensor,
  parameters: UndilatedConvolution,
): Tensor {
  return single(DepthwiseConv2dNativeBackpropFilter.apply([x, dy], { ...parameters, shape }));
}
