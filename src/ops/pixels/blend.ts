// How a donor shows on an image, pixel by pixel.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';

export type PixelBlend = 'alpha' | 'additive' | 'multiplicative';

/** All h x w x c, from 0 to 1, like the result. */
export const blends: {
  readonly [K in PixelBlend]: (image: Tensor, donor: Tensor, weight: Tensor) => Tensor;
} = {
  alpha: (image, donor, weight) => add(image, mul(weight, sub(donor, image))),
  additive: (image, donor, weight) => minimum(add(image, mul(weight, donor)), 1),
  // The donor as a filter before the image: image (1 - weight + weight donor).
  multiplicative: (image, donor, weight) => sub(image, mul(image, mul(weight, sub(1, donor)))),
};
