// The weight of anomalous pixels in losses that compare pixel by pixel.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { number } from '../core/parameter.ts';
import { meanOfHardest } from './hardest.ts';

/** The parameter. */
export const positive = number({
  default: 1,
  above: 0,
  doc: 'weight of pixels whose target is 1 against those whose target is 0',
});

/**
 * The mean of errors (n x h x w x c), or of the largest share of them, one number a sample; a target between 0 and 1 has a
 * weight between.
 */
export function weightedMean(errors: Tensor, target: Tensor, weight: number, part: number): Tensor {
  if (weight === 1) return meanOfHardest(errors, part);
  const share = minimum(maximum(target, 0), 1);
  return meanOfHardest(mul(errors, add(mul(share, weight - 1), 1)), part);
}
