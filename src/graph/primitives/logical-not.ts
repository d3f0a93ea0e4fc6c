// Not x.

import type { Tensor } from '../ir/tensor.ts';
import { callUnary } from '../rules/elementwise.ts';
import { definePrimitive } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';

export const LogicalNot = definePrimitive<readonly [Tensor], void>({
  op: 'LogicalNot',
  infer: sameAsFirst,
  outputs: ['y'],
  gradient: 'none',
});
export const logicalNot = callUnary(LogicalNot);
