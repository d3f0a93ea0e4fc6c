// Images (n x h x w x c) at another size, each pixel from the nearest one.

import { dimension, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { resizeAttributes, resizedShape, type Side, sideConstant } from '../rules/resizing.ts';
import { resizeNearestGrad } from './resize-nearest-grad.ts';

export const ResizeNearestNeighbor = definePrimitive<readonly [x: Tensor], Side>({
  op: 'ResizeNearestNeighbor',
  infer: ([x], side) => ({ shape: resizedShape(x, side), dtype: x.dtype }),
  attributes: resizeAttributes,
  wire: ([x], side, constant) => [x, sideConstant(side, constant)],
  outputs: ['resized_images'],
  gradient: ({ inputs: [x], dy }) => [resizeNearestGrad(dy, { height: dimension(x, 1), width: dimension(x, 2) })],
});

export function resizeNearest(x: Tensor, side: Side): Tensor {
  return single(ResizeNearestNeighbor.apply([x], side));
}
