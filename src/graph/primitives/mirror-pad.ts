// The border reflected outwards; the edge itself is not repeated.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { mirrorPadGrad } from './mirror-pad-grad.ts';
import { type Paddings, padded } from './pad.ts';

export const MirrorPad = definePrimitive<readonly [x: Tensor], { readonly paddings: Paddings }>({
  op: 'MirrorPad',
  infer: ([x], { paddings }) => ({ shape: x.shape.map((size, axis) => padded(size, paddings[axis])), dtype: x.dtype }),
  attributes: ([x]): Attributes => ({
    T: typeAttribute(x),
    Tpaddings: { kind: 'type', value: 'int32' },
    mode: { kind: 'string', value: 'REFLECT' },
  }),
  wire: ([x], { paddings }, constant) => [x, constant(int32s(paddings.flat(), [paddings.length, 2]))],
  gradient: ({ dy, parameters: { paddings } }) => [mirrorPadGrad(dy, paddings)],
});

export function mirrorPad(x: Tensor, paddings: Paddings): Tensor {
  return single(MirrorPad.apply([x], { paddings }));
}
