// The saturation of RGB colours (last axis, 0 to 1) times a factor.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, elementType, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';

export const AdjustSaturation = definePrimitive<readonly [images: Tensor, scale: Tensor], void>({
  op: 'AdjustSaturation',
  infer: sameAsFirst,
  attributes: elementType,
  gradient: 'none',
});

/** `scale`: a scalar of at least 0. */
export function adjustSaturation(images: Tensor, scale: Tensor): Tensor {
  return single(AdjustSaturation.apply([images, scale], undefined));
}
