// Slices of a tensor picked by index along an axis.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const GatherV2 = definePrimitive<readonly [x: Tensor, indices: Tensor], { readonly axis: number }>({
  op: 'GatherV2',
  infer: ([x, indices], { axis }) => ({ shape: x.shape.toSpliced(axis, 1, ...indices.shape), dtype: x.dtype }),
  attributes: ([x, indices]): Attributes => ({
    Tparams: typeAttribute(x),
    Tindices: typeAttribute(indices),
    Taxis: { kind: 'type', value: 'int32' },
    batch_dims: { kind: 'int', value: 0 },
  }),
  wire: ([x, indices], { axis }, constant) => [x, indices, constant(int32s([axis], []))],
  gradient: 'none',
});

/** `indices`: int32, inside the axis; a scalar removes the axis. */
export function gather(x: Tensor, indices: Tensor, axis = 0): Tensor {
  return single(GatherV2.apply([x, indices], { axis }));
}
