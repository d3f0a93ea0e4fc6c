// How a map and a mask overlap, summed over each sample: what region losses are made of.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';

export interface Overlap {
  /** Shape [n] each: anomalous in both, in the map alone, in the mask alone. */
  readonly both: Tensor;
  readonly mapAlone: Tensor;
  readonly maskAlone: Tensor;
}

export function overlapOf(map: Tensor, mask: Tensor): Overlap {
  const total = (x: Tensor) => sum(x, { axes: [1, 2, 3] });
  const both = mul(map, mask);
  return { both: total(both), mapAlone: total(sub(map, both)), maskAlone: total(sub(mask, both)) };
}
