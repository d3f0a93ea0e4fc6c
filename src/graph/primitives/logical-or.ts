// a or b.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { broadcast } from '../rules/shapes.ts';

export const LogicalOr = definePrimitive<readonly [a: Tensor, b: Tensor], void>({
  op: 'LogicalOr',
  infer: broadcast,
  outputs: ['z'],
  gradient: 'none',
});

export function logicalOr(a: Tensor, b: Tensor): Tensor {
  return single(LogicalOr.apply([a, b], undefined));
}
