// A tensor back to front along axes.
import { int32s } from '../ir/constant.ts';
import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const ReverseV2 = definePrimitive<readonly [x: Tensor], { readonly axes: readonly number[] }>({
  op: 'ReverseV2',
  infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tidx: { kind: 'type', value: 'int32' } }),
  wire: ([x], { axes }, constant) => [x, constant(int32s(axes))],
  gradient: ({ dy, parameters: { axes } }) => [reverse(dy, axes)],
});

export function reverse(x: Tensor, axes: readonly number[]): Tensor {
  return single(ReverseV2.apply([x], { axes }));
}
