// A tensor moved around along axes: what leaves at the end comes in at the start.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Roll = definePrimitive<readonly [x: Tensor, shifts: Tensor], { readonly axes: readonly number[] }>({
  op: 'Roll',
  infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  attributes: ([x]): Attributes => ({
    T: typeAttribute(x),
    Tshift: { kind: 'type', value: 'int32' },
    Taxis: { kind: 'type', value: 'int32' },
  }),
  wire: ([x, shifts], { axes }, constant) => [x, shifts, constant(int32s(axes))],
  gradient: 'none',
});

/** `shifts`: int32, one for each of the axes, towards the end; any number. */
export function roll(x: Tensor, shifts: Tensor, axes: readonly number[]): Tensor {
  return single(Roll.apply([x, shifts], { axes }));
}
