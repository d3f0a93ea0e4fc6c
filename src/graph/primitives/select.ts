// a where the condition holds, b elsewhere, with broadcasting. Guard a division or logarithm inside
// both branches: an infinite gradient times zero is not zero.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, type Operand, single, tensors, typeAttribute } from '../rules/primitive.ts';
import { broadcastShapes } from '../rules/shapes.ts';
import { routed } from '../rules/unbroadcast.ts';

export const SelectV2 = definePrimitive<readonly [condition: Tensor, a: Tensor, b: Tensor], void>({
  op: 'SelectV2',
  infer: (inputs) => ({ shape: broadcastShapes(inputs.map((t) => t.shape)), dtype: inputs[1].dtype }),
  attributes: ([, a]) => ({ T: typeAttribute(a) }),
  gradient: ({ inputs: [condition, a, b], dy }) => [undefined, ...routed(condition, dy, a, b)],
});

export function select(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [first, second] = tensors([a, b]);
  return single(SelectV2.apply([condition, first, second], undefined));
}
