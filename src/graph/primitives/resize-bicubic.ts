// Images (n x h x w x c) at another size, by cubic interpolation. On the CPU only; no gradient.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { resizeAttributes, resizedShape, type Side, sideConstant } from '../rules/resizing.ts';

export const ResizeBicubic = definePrimitive<readonly [x: Tensor], Side>({
  op: 'ResizeBicubic',
  infer: ([x], side) => ({ shape: resizedShape(x, side), dtype: 'float32' }),
  attributes: resizeAttributes,
  wire: ([x], side, constant) => [x, sideConstant(side, constant)],
  outputs: ['resized_images'],
  gradient: 'none',
});

export function resizeBicubic(x: Tensor, side: Side): Tensor {
  return single(ResizeBicubic.apply([x], side));
}
