// The same values in another element type; a gradient flows between float types only.

import type { DType, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Cast = definePrimitive<readonly [x: Tensor], { readonly to: DType }>({
  op: 'Cast',
  infer: ([x], { to }) => ({ shape: x.shape, dtype: to }),
  attributes: ([x], { to }) => ({ SrcT: typeAttribute(x), DstT: { kind: 'type', value: to } }),
  outputs: ['y'],
  gradient: 'none',
});

export function cast(x: Tensor, to: DType): Tensor {
  return x.dtype === to ? x : single(Cast.apply([x], { to }));
}
