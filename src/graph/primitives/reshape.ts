// The same elements in another shape. One dimension may be unknown.
import { bug } from '../../diagnostics/outside-error.ts';
import { int32s } from '../ir/constant.ts';
import { formatShape, type Shape, sameShape, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';

export const Reshape = definePrimitive<readonly [x: Tensor], { readonly shape: Shape }>({
  op: 'Reshape',
  infer: ([x], { shape }) => ({ shape: checked(x, shape), dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tshape: { kind: 'type', value: 'int32' } }),
  wire: ([x], { shape }, constant) => [x, constant(int32s(shape.map((size) => size ?? -1)))],
  gradient: ({ inputs: [x], dy }) => [reshape(dy, x.shape)],
});

export function reshape(x: Tensor, shape: Shape): Tensor {
  return sameShape(x.shape, shape) ? x : single(Reshape.apply([x], { shape }));
}

// With an unknown dimension on either side, the known ones must at least divide each other.
function checked(x: Tensor, shape: Shape): Shape {
  const known = (s: Shape) => s.reduce<number>((product, size) => product * (size ?? 1), 1);
  const unknown = (s: Shape) => s.filter((size) => size === null).length;
  const [from, to] = [known(x.shape), known(shape)];
  const free = unknown(x.shape) > 0;
  const fits = free ? unknown(shape) > 0 && (from % to === 0 || to % from === 0) : unknown(shape) === 0 && from === to;
  if (unknown(shape) > 1 || !fits) bug(`cannot reshape ${formatShape(x.shape)} to ${formatShape(shape)}`);
  return shape;
}
