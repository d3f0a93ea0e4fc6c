// The gradient of resizeNearest: sums over the pixels that copied the same one.

import { dimension, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { resizeAttributes, resizedShape, type Side, sideConstant } from '../rules/resizing.ts';
import { resizeNearest } from './resize-nearest.ts';

export const ResizeNearestNeighborGrad = definePrimitive<readonly [dy: Tensor], Side>({
  op: 'ResizeNearestNeighborGrad',
  infer: ([dy], side) => ({ shape: resizedShape(dy, side), dtype: dy.dtype }),
  attributes: resizeAttributes,
  wire: ([dy], side, constant) => [dy, sideConstant(side, constant)],
  gradient: ({ inputs: [dy], dy: upstream }) => [
    resizeNearest(upstream, { height: dimension(dy, 1), width: dimension(dy, 2) }),
  ],
});

/** `side`: of the image that was resized. */
export function resizeNearestGrad(dy: Tensor, side: Side): Tensor {
  return single(ResizeNearestNeighborGrad.apply([dy], side));
}
