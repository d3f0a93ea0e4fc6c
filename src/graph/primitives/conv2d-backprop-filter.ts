// The gradient of a convolution with respect to its filter.

import type { Shape, Tensor } from '../ir/tensor.ts';
import { type Convolution, convolutionAttributes, shapeConstant } from '../rules/convolution.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { conv2d } from './conv2d.ts';
import { conv2dBackpropInput } from './conv2d-backprop-input.ts';

type Parameters = Convolution & { readonly shape: Shape };

export const Conv2DBackpropFilter = definePrimitive<readonly [x: Tensor, dy: Tensor], Parameters>({
  op: 'Conv2DBackpropFilter',
  infer: ([x], { shape }) => ({ shape, dtype: x.dtype }),
  attributes: convolutionAttributes,
  wire: ([x, dy], { shape }, constant) => [x, shapeConstant(shape, constant), dy],
  gradient: ({ inputs: [x, dy], dy: upstream, parameters }) => [
    conv2dBackpropInput(x.shape, upstream, dy, parameters),
    conv2d(x, upstream, parameters),
  ],
});

/** `shape`: of the filter (kh x kw x c x channels). */
export function conv2dBackpropFilter(x: Tensor, shape: Shape, dy: Tensor, parameters: Convolution): Tensor {
  return single(Conv2DBackpropFilter.apply([x, dy], { ...parameters, shape }));
}
