// A window of fixed size whose place is known only when the graph runs.
import { int32s } from '../ir/constant.ts';
import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const DynamicSlice = definePrimitive<
  readonly [x: Tensor, starts: Tensor],
  { readonly sizes: readonly number[] }
>({
  op: 'Slice',
  infer: ([x], { sizes }) => ({ shape: sizes, dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Index: { kind: 'type', value: 'int32' } }),
  wire: ([x, starts], { sizes }, constant) => [x, starts, constant(int32s(sizes))],
  gradient: 'none',
});

/** `starts`: int32, one place an axis; the window must lie inside. */
export function dynamicSlice(x: Tensor, starts: Tensor, sizes: readonly number[]): Tensor {
  return single(DynamicSlice.apply([x, starts], { sizes }));
}
