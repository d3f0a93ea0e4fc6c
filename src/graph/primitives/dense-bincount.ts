// How often each whole number occurs in each row.
import { float32s, int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';

export const DenseBincount = definePrimitive<readonly [x: Tensor], { readonly size: number }>({
  op: 'DenseBincount',
  infer: ([x], { size }) => ({ shape: [...x.shape.slice(0, -1), size], dtype: 'float32' }),
  attributes: (): Attributes => ({
    Tidx: { kind: 'type', value: 'int32' },
    T: { kind: 'type', value: 'float32' },
    binary_output: { kind: 'bool', value: false },
  }),
  wire: ([x], { size }, constant) => [x, constant(int32s([size], [])), constant(float32s([], [0]))],
  gradient: 'none',
});

/** `x`: int32, n x k or k, from 0; what is not under `size` is left out. float32 n x size, or size. */
export function denseBincount(x: Tensor, size: number): Tensor {
  return single(DenseBincount.apply([x], { size }));
}
