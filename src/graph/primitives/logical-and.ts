// a and b.
import { definePrimitive, single } from '../primitive.ts';
import { broadcast } from '../shapes.ts';
import type { Tensor } from '../tensor.ts';

export const LogicalAnd = definePrimitive<readonly [a: Tensor, b: Tensor], void>({
  op: 'LogicalAnd',
  infer: broadcast,
  outputs: ['z'],
  gradient: 'none',
});

export function logicalAnd(a: Tensor, b: Tensor): Tensor {
  return single(LogicalAnd.apply([a, b], undefined));
}
