// The bits of int32 pairs (… x 2) read as uint64 numbers, low half first.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Bitcast = definePrimitive<readonly [pairs: Tensor], void>({
  op: 'Bitcast',
  infer: ([pairs]) => ({ shape: pairs.shape.slice(0, -1), dtype: 'uint64' }),
  attributes: ([pairs]) => ({ T: typeAttribute(pairs), type: { kind: 'type', value: 'uint64' } }),
  gradient: 'none',
});

export function bitcastPairs(pairs: Tensor): Tensor {
  return single(Bitcast.apply([pairs], undefined));
}
