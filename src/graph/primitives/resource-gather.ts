// Rows of a variable picked by index, without reading all of it.

import type { Attributes, Tensor, TensorType } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const ResourceGather = definePrimitive<readonly [resource: Tensor, indices: Tensor], TensorType>({
  op: 'ResourceGather',
  infer: ([, indices], content) => ({ shape: [...indices.shape, ...content.shape.slice(1)], dtype: content.dtype }),
  attributes: ([, indices], { dtype }): Attributes => ({
    dtype: { kind: 'type', value: dtype },
    Tindices: typeAttribute(indices),
    batch_dims: { kind: 'int', value: 0 },
    validate_indices: { kind: 'bool', value: true },
  }),
  gradient: 'none',
});

/** `content`: type of the variable; `indices`: int32. */
export function resourceGather(resource: Tensor, content: TensorType, indices: Tensor): Tensor {
  return single(ResourceGather.apply([resource, indices], content));
}
