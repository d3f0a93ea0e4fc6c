import type { Tensor } from '../../graph/ir/tensor.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';

/** Values under 0 become 0, over 1 become 1. */
export function clipped(x: Tensor): Tensor {
  return minimum(maximum(x, 0), 1);
}
