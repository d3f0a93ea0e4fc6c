// An image whose content moves around: what leaves at one side comes in at the other.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { roll } from '../../graph/primitives/roll.ts';
import { stack } from '../../graph/primitives/stack.ts';

/** The row and column (int32 scalars, any number) that come first. `image`: h x w x c. */
export function rolled(image: Tensor, row: Tensor, column: Tensor): Tensor {
  return roll(image, neg(stack([row, column])), [0, 1]);
}
