// The shape of a tensor, as an int32 vector, where only the run knows it.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Shape = definePrimitive<readonly [x: Tensor], void>({
  op: 'Shape',
  infer: ([x]) => ({ shape: [x.shape.length], dtype: 'int32' }),
  attributes: ([x]) => ({ T: typeAttribute(x), out_type: { kind: 'type', value: 'int32' } }),
  gradient: 'none',
});

export function shapeOf(x: Tensor): Tensor {
  return single(Shape.apply([x], undefined));
}
