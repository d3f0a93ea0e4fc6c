// An image whose content moves around: what leaves at one side comes in at the other.
import { integer } from '../../graph/primitive.ts';
import { concat } from '../../graph/primitives/concat.ts';
import { dynamicSlice } from '../../graph/primitives/dynamic-slice.ts';
import { floorMod } from '../../graph/primitives/floor-mod.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { staticShape, type Tensor } from '../../graph/tensor.ts';
import type { SampleScope } from '../scopes.ts';

/** The row and column (int32 scalars, any number) that come first. `image`: h x w x c. */
export function rolled(scope: SampleScope, image: Tensor, row: Tensor, column: Tensor): Tensor {
  return rolledAlong(scope, rolledAlong(scope, image, 0, row), 1, column);
}

function rolledAlong({ builder }: SampleScope, image: Tensor, axis: 0 | 1, first: Tensor): Tensor {
  const shape = staticShape(image.shape);
  const start = floorMod(first, shape[axis] ?? 1);
  const starts = shape.map((_, i) => (i === axis ? start : integer(builder, 0)));
  return dynamicSlice(concat([image, image], axis), stack(starts), shape);
}
