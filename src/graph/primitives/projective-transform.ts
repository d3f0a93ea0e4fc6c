// Images (n x h x w x c) seen through a projective map, one for each image: output pixel (x, y) shows
// input pixel ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k), k = c0 x + c1 y + 1; pixel (0, 0) has
// its centre at 0. On the CPU and the GPU; no gradient.
import { float32s, int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { resizedShape, type Side } from '../rules/resizing.ts';

export interface Projection extends Side {
  readonly interpolation: 'nearest' | 'bilinear';
  /**
   * What lies outside: black, the edge repeated, or the image reflected or repeated. TensorFlow's own `wrap` repeats
   * the image once only, and does not interpolate across the seam.
   */
  readonly outside: 'constant' | 'nearest' | 'reflect' | 'wrap';
}

export const ImageProjectiveTransformV3 = definePrimitive<readonly [images: Tensor, transforms: Tensor], Projection>({
  op: 'ImageProjectiveTransformV3',
  infer: ([images], side) => ({ shape: resizedShape(images, side), dtype: images.dtype }),
  attributes: ([images], { interpolation, outside }): Attributes => ({
    dtype: typeAttribute(images),
    interpolation: { kind: 'string', value: interpolation.toUpperCase() },
    fill_mode: { kind: 'string', value: outside.toUpperCase() },
  }),
  wire: ([images, transforms], { height, width }, constant) => [
    images,
    transforms,
    constant(int32s([height, width])),
    constant(float32s([0], [])),
  ],
  outputs: ['transformed_images'],
  gradient: 'none',
});

/** `transforms`: n x 8 (or 1 x 8), the numbers a0, a1, a2, b0, b1, b2, c0, c1. */
export function projectiveTransform(images: Tensor, transforms: Tensor, projection: Projection): Tensor {
  return single(ImageProjectiveTransformV3.apply([images, transforms], projection));
}
