// The matrix product over the last two axes (… x n x k times … x k x m); leading axes are equal.

import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export interface Transposed {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const BatchMatMulV2 = definePrimitive<readonly [a: Tensor, b: Tensor], Transposed>({
  op: 'BatchMatMulV2',
  infer: ([a, b], p) => ({
    shape: [
      ...a.shape.slice(0, -2),
      a.shape.at(p.transposeA ? -1 : -2) ?? null,
      b.shape.at(p.transposeB ? -2 : -1) ?? null,
    ],
    dtype: a.dtype,
  }),
  attributes: ([a], p): Attributes => ({
    T: typeAttribute(a),
    adj_x: { kind: 'bool', value: p.transposeA },
    adj_y: { kind: 'bool', value: p.transposeB },
  }),
  gradient: ({ inputs: [a, b], dy, parameters: { transposeA, transposeB } }) => [
    transposeA
      ? matmul(b, dy, { transposeA: transposeB, transposeB: true })
      : matmul(dy, b, { transposeB: !transposeB }),
    transposeB
      ? matmul(dy, a, { transposeA: true, transposeB: transposeA })
      : matmul(a, dy, { transposeA: !transposeA }),
  ],
});

export function matmul(
  a: Tensor,
  b: Tensor,
  { transposeA = false, transposeB = false }: Partial<Transposed> = {},
): Tensor {
  return single(BatchMatMulV2.apply([a, b], { transposeA, transposeB }));
}
