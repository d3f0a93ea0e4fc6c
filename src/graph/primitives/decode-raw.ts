// The bytes of a string scalar as numbers. On the CPU only.

import type { Attributes, DType, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single } from '../rules/primitive.ts';

export const DecodeRaw = definePrimitive<readonly [bytes: Tensor], { readonly to: DType }>({
  op: 'DecodeRaw',
  infer: ([bytes], { to }) => ({ shape: [...bytes.shape, null], dtype: to }),
  attributes: (_, { to }): Attributes => ({
    out_type: { kind: 'type', value: to },
    little_endian: { kind: 'bool', value: true },
  }),
  gradient: 'none',
});

export function decodeRaw(bytes: Tensor, to: DType): Tensor {
  return single(DecodeRaw.apply([bytes], { to }));
}
