// Not x.
import { callUnary } from '../elementwise.ts';
import { definePrimitive } from '../primitive.ts';
import { sameAsFirst } from '../shapes.ts';
import type { Tensor } from '../tensor.ts';

export const LogicalNot = definePrimitive<readonly [Tensor], void>({
  op: 'LogicalNot',
  infer: sameAsFirst,
  outputs: ['y'],
  gradient: 'none',
});
export const logicalNot = callUnary(LogicalNot);
