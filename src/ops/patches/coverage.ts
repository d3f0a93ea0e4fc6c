import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Operand } from '../../graph/rules/primitive.ts';
import { clipped } from '../pixels/clipped.ts';

/** How much of a pixel lies within `reach` pixels of a line at `distance` pixels: soft edges for what is thin. */
export function coverage(distance: Tensor, reach: Operand): Tensor {
  return clipped(add(sub(reach, distance), 0.5));
}
