// The largest elements along the last axis, in order, and where they stand.
import { bug } from '../../diagnostics/outside-error.ts';
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, typeAttribute } from '../rules/primitive.ts';

export const TopKV2 = definePrimitive<readonly [x: Tensor], { readonly k: number }>({
  op: 'TopKV2',
  infer: ([x], { k }) => [
    { shape: [...x.shape.slice(0, -1), k], dtype: x.dtype },
    { shape: [...x.shape.slice(0, -1), k], dtype: 'int32' },
  ],
  attributes: ([x]): Attributes => ({ T: typeAttribute(x), sorted: { kind: 'bool', value: true } }),
  wire: ([x], { k }, constant) => [x, constant(int32s([k], []))],
  outputs: ['values', 'indices'],
  gradient: 'none',
});

export function topK(x: Tensor, k: number): { values: Tensor; indices: Tensor } {
  const [values, indices] = TopKV2.apply([x], { k });
  return values && indices ? { values, indices } : bug('top-k has two outputs');
}
