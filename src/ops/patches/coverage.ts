import type { Operand } from '../../graph/primitive.ts';
import { add } from '../../graph/primitives/add.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Tensor } from '../../graph/tensor.ts';
import { clipped } from '../augmentations/clipped.ts';

/** How much of a pixel lies within `reach` pixels of a line at `distance` pixels: soft edges for what is thin. */
export function coverage(distance: Tensor, reach: Operand): Tensor {
  return clipped(add(sub(reach, distance), 0.5));
}
