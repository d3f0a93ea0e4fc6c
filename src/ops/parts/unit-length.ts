// The channels of each pixel as a direction.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { rsqrt } from '../../graph/primitives/rsqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { sum } from '../../graph/primitives/sum.ts';

/** Squared lengths below count as this, so that a pixel of zeros stays one. */
const leastSquare = 1e-12;

/** x (n x h x w x c) by the length of its channels at each pixel. */
export function unitLength(x: Tensor): Tensor {
  return mul(x, rsqrt(maximum(sum(square(x), { axes: [3], keepDims: true }), leastSquare)));
}
