// The axes in another order.
import { int32s } from '../ir/constant.ts';
import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Transpose = definePrimitive<readonly [x: Tensor], { readonly order: readonly number[] }>({
  op: 'Transpose',
  infer: ([x], { order }) => ({ shape: order.map((axis) => x.shape[axis] ?? null), dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tperm: { kind: 'type', value: 'int32' } }),
  wire: ([x], { order }, constant) => [x, constant(int32s(order))],
  outputs: ['y'],
  gradient: ({ dy, parameters: { order } }) => [
    transpose(
      dy,
      order.map((_, axis) => order.indexOf(axis)),
    ),
  ],
});

/** `order[i]` is the axis of `x` that becomes axis `i`. */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  return single(Transpose.apply([x], { order }));
}
