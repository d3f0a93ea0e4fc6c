// Images (n x h x w x c) at another size, interpolated linearly. Shrinking skips pixels: filter first.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { resizeAttributes, resizedShape, type Side, sideConstant } from '../rules/resizing.ts';
import { resizeBilinearGrad } from './resize-bilinear-grad.ts';

export const ResizeBilinear = definePrimitive<readonly [x: Tensor], Side>({
  op: 'ResizeBilinear',
  infer: ([x], side) => ({ shape: resizedShape(x, side), dtype: 'float32' }),
  attributes: resizeAttributes,
  wire: ([x], side, constant) => [x, sideConstant(side, constant)],
  outputs: ['resized_images'],
  gradient: ({ inputs: [x], dy }) => [resizeBilinearGrad(dy, x)],
});

export function resizeBilinear(x: Tensor, side: Side): Tensor {
  return single(ResizeBilinear.apply([x], side));
}
