// a or b.
import { definePrimitive, single } from '../primitive.ts';
import { broadcast } from '../shapes.ts';
import type { Tensor } from '../tensor.ts';

export const LogicalOr = definePrimitive<readonly [a: Tensor, b: Tensor], void>({
  op: 'LogicalOr',
  infer: broadcast,
  outputs: ['z'],
  gradient: 'none',
});

export function logicalOr(a: Tensor, b: Tensor): Tensor {
  return single(LogicalOr.apply([a, b], undefined));
}
