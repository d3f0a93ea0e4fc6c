// The hue of RGB colours (last axis, 0 to 1) turned by a share of the colour circle.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, elementType, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';

export const AdjustHue = definePrimitive<readonly [images: Tensor, delta: Tensor], void>({
  op: 'AdjustHue',
  infer: sameAsFirst,
  attributes: elementType,
  gradient: 'none',
});

/** `delta`: a scalar from -1 to 1. */
export function adjustHue(images: Tensor, delta: Tensor): Tensor {
  return single(AdjustHue.apply([images, delta], undefined));
}
