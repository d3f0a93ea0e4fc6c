// A side of an image seen larger or smaller, as a matrix: each place is a weighted mean of the places that it shows.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { abs } from '../../graph/primitives/abs.ts';
import { add } from '../../graph/primitives/add.ts';
import { div } from '../../graph/primitives/div.ts';
import { floor } from '../../graph/primitives/floor.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import type { Projection } from '../../graph/primitives/projective-transform.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import type { SampleScope } from '../core/scopes.ts';
import { countUp } from './places.ts';

/**
 * `size` x `size`: times a plane, it shows the plane `factor` (a float scalar) times larger about the middle of the
 * side. Between places it interpolates linearly; what shrinks is averaged first.
 */
export function scalingMatrix(
  { builder }: SampleScope,
  size: number,
  factor: Tensor,
  outside: Projection['outside'],
): Tensor {
  const middle = (size - 1) / 2;
  const seen = add(div(sub(countUp(builder, size, [size, 1]), middle), factor), middle);
  const share = minimum(factor, 1);
  const distance = abs(sub(inside(seen, size, outside), countUp(builder, size, [1, size])));
  const weights = maximum(sub(1, mul(distance, share)), 0);
  if (outside === 'constant') return mul(weights, share);
  return div(weights, sum(weights, { axes: [1], keepDims: true }));
}

// Which place stands for one that may lie outside.
function inside(place: Tensor, size: number, outside: Projection['outside']): Tensor {
  switch (outside) {
    case 'constant':
      return place;
    case 'nearest':
      return minimum(maximum(place, 0), size - 1);
    case 'wrap':
      return sub(modulo(add(place, 0.5), size), 0.5);
    case 'reflect':
      return sub(size - 0.5, abs(sub(modulo(add(place, 0.5), 2 * size), size)));
  }
}

function modulo(x: Tensor, size: number): Tensor {
  return sub(x, mul(floor(div(x, size)), size));
}
