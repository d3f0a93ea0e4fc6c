// What the resizing primitives share: the size, and pixel centres at halves, as image libraries have them.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Shape, Tensor } from '../ir/tensor.ts';
import { type ConstantMaker, typeAttribute } from './primitive.ts';

export interface Side {
  readonly height: number;
  readonly width: number;
}

export const resizeAttributes = ([x]: readonly Tensor[]): Attributes => ({
  T: typeAttribute(x),
  align_corners: { kind: 'bool', value: false },
  half_pixel_centers: { kind: 'bool', value: true },
});

export function sideConstant({ height, width }: Side, constant: ConstantMaker): Tensor {
  return constant(int32s([height, width]));
}

/** n x h x w x c with other sides. */
export function resizedShape(x: Tensor, { height, width }: Side): Shape {
  return [x.shape[0] ?? null, height, width, x.shape[3] ?? null];
}
