// The slices along an axis, without that axis.

import { type Attributes, dimension, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, typeAttribute } from '../rules/primitive.ts';
import { stack } from './stack.ts';
import { zerosLike } from './zeros-like.ts';

export const Unpack = definePrimitive<readonly [x: Tensor], { readonly axis: number }>({
  op: 'Unpack',
  infer: ([x], { axis }) =>
    Array.from({ length: dimension(x, axis) }, () => ({ shape: x.shape.toSpliced(axis, 1), dtype: x.dtype })),
  attributes: ([x], { axis }): Attributes => ({
    T: typeAttribute(x),
    num: { kind: 'int', value: dimension(x, axis) },
    axis: { kind: 'int', value: axis },
  }),
  outputs: { list: 'output' },
  gradient: ({ outputs, upstream, parameters: { axis } }) => [
    stack(
      outputs.map((output, i) => upstream[i] ?? zerosLike(output)),
      axis,
    ),
  ],
});

export function unstack(x: Tensor, axis = 0): readonly Tensor[] {
  return Unpack.apply([x], { axis });
}
