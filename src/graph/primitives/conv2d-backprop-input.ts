// The gradient of a convolution with respect to its images; forwards, a transposed convolution.

import type { Shape, Tensor } from '../ir/tensor.ts';
import { type Convolution, convolutionAttributes } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { shapeInput } from '../rules/runtime-shape.ts';
import { conv2d } from './conv2d.ts';
import { conv2dBackpropFilter } from './conv2d-backprop-filter.ts';

type Parameters = Convolution & { readonly shape: Shape };

export const Conv2DBackpropInput = definePrimitive<readonly [filter: Tensor, dy: Tensor], Parameters>({
  op: 'Conv2DBackpropInput',
  infer: ([, dy], { shape }) => ({ shape, dtype: dy.dtype }),
  attributes: convolutionAttributes,
  wire: ([filter, dy], { shape }, constant) => [shapeInput(shape, dy, constant), filter, dy],
  gradient: ({ inputs: [filter, dy], dy: upstream, parameters }) => [
    conv2dBackpropFilter(upstream, filter.shape, dy, parameters),
    conv2d(upstream, filter, parameters),
  ],
});

/** `shape`: of the images (n x h x w x c); the batch may be unknown. */
export function conv2dBackpropInput(shape: Shape, filter: Tensor, dy: Tensor, parameters: Convolution): Tensor {
  return single(Conv2DBackpropInput.apply([filter, dy], { ...parameters, shape }));
}
