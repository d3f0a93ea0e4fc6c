// The gradient of a depthwise convolution with respect to its images.
import type { Shape, Tensor } from '../ir/tensor.ts';
import { convolutionAttributes, type UndilatedConvolution } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { shapeInput } from '../rules/runtime-shape.ts';
import { depthwiseConv2d } from './depthwise-conv2d.ts';
import { depthwiseConv2dBackpropFilter } from './depthwise-conv2d-backprop-filter.ts';

type Parameters = UndilatedConvolution & { readonly shape: Shape };

export const DepthwiseConv2dNativeBackpropInput = definePrimitive<readonly [filter: Tensor, dy: Tensor], Parameters>({
  op: 'DepthwiseConv2dNativeBackpropInput',
  infer: ([, dy], { shape }) => ({ shape, dtype: dy.dtype }),
  attributes: convolutionAttributes,
  wire: ([filter, dy], { shape }, constant) => [shapeInput(shape, dy, constant), filter, dy],
  gradient: ({ inputs: [filter, dy], dy: upstream, parameters }) => [
    depthwiseConv2dBackpropFilter(upstream, filter.shape, dy, parameters),
    depthwiseConv2d(upstream, filter, parameters),
  ],
});

/** `shape`: of the images (n x h x w x c); the batch may be unknown. */
export function depthwiseConv2dBackpropInput(
  shape: Shape,
  filter: Tensor,
  dy: Tensor,
  parameters: UndilatedConvolution,
): Tensor {
  return single(DepthwiseConv2dNativeBackpropInput.apply([filter, dy], { ...parameters, shape }));
}
