// A tensor repeated to a shape that it broadcasts to.
import { int32s } from '../ir/constant.ts';
import { type Shape, sameShape, staticShape, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';

export const BroadcastTo = definePrimitive<readonly [x: Tensor], { readonly shape: Shape }>({
  op: 'BroadcastTo',
  infer: ([x], { shape }) => ({ shape, dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tidx: { kind: 'type', value: 'int32' } }),
  wire: ([x], { shape }, constant) => [x, constant(int32s(staticShape(shape)))],
  gradient: ({ inputs: [x], dy }) => [unbroadcast(dy, x)],
});

export function broadcastTo(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : single(BroadcastTo.apply([x], { shape }));
}
