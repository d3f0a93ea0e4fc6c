// a and b.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { broadcast } from '../rules/shapes.ts';

export const LogicalAnd = definePrimitive<readonly [a: Tensor, b: Tensor], void>({
  op: 'LogicalAnd',
  infer: broadcast,
  outputs: ['z'],
  gradient: 'none',
});

export function logicalAnd(a: Tensor, b: Tensor): Tensor {
  return single(LogicalAnd.apply([a, b], undefined));
}
