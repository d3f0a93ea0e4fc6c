// Differences of neighbouring pixels.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { Scope } from '../core/scopes.ts';

/** Between rows (n x h - 1 x w x c) and between columns (n x h x w - 1 x c); without an axis that has one pixel. */
export function differences(x: Tensor): readonly Tensor[] {
  return [1, 2]
    .filter((axis) => dimension(x, axis) > 1)
    .map((axis) => {
      const size = dimension(x, axis) - 1;
      return sub(slice(x, { axis, start: 1, size }), slice(x, { axis, start: 0, size }));
    });
}

/** There are neighbours to differ from. */
export function checkNeighbours(scope: Scope, operation: string, x: Tensor): void {
  if (dimension(x, 1) * dimension(x, 2) > 1) return;
  scope.fail('operation-fails', { operation, reason: 'a single pixel has no neighbours' });
}
