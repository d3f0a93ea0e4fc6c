// The smallest upright rectangle around a mask.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cast } from '../../graph/primitives/cast.ts';
import { greater } from '../../graph/primitives/greater.ts';
import { max } from '../../graph/primitives/max.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import type { SampleScope } from '../core/scopes.ts';
import { toMask } from './box.ts';
import { countUp } from './places.ts';

/** Along one axis, int32 scalars: the first place, and how many there are up to the last one (0 for an empty mask). */
export interface Extent {
  readonly start: Tensor;
  readonly size: Tensor;
}

/** `mask`: h x w x 1; what is above 0 counts. */
export function boundsOf(
  scope: Pick<SampleScope, 'builder'>,
  mask: Tensor,
): { readonly rows: Extent; readonly columns: Extent } {
  return { rows: extentOf(scope, mask, 0), columns: extentOf(scope, mask, 1) };
}

function extentOf({ builder }: Pick<SampleScope, 'builder'>, mask: Tensor, axis: 0 | 1): Extent {
  const side = dimension(mask, axis);
  const hit = toMask(greater(max(mask, { axes: axis === 0 ? [1, 2] : [0, 2] }), 0));
  const places = countUp(builder, side);
  const fromStart = max(mul(hit, sub(side, places)));
  const fromEnd = max(mul(hit, add(places, 1)));
  // An empty mask starts at the end; its size would be negative.
  const start = sub(side, fromStart);
  const size = mul(toMask(greater(fromStart, 0)), sub(fromEnd, start));
  return { start: cast(start, 'int32'), size: cast(size, 'int32') };
}
