// Folds the reflected border back onto where it came from: the gradient of mirrorPad.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { mirrorPad } from './mirror-pad.ts';
import type { Paddings } from './pad.ts';

export const MirrorPadGrad = definePrimitive<readonly [dy: Tensor], { readonly paddings: Paddings }>({
  op: 'MirrorPadGrad',
  infer: ([dy], { paddings }) => ({
    shape: dy.shape.map((size, axis) =>
      size === null ? null : size - (paddings[axis]?.[0] ?? 0) - (paddings[axis]?.[1] ?? 0),
    ),
    dtype: dy.dtype,
  }),
  attributes: ([dy]): Attributes => ({
    T: typeAttribute(dy),
    Tpaddings: { kind: 'type', value: 'int32' },
    mode: { kind: 'string', value: 'REFLECT' },
  }),
  wire: ([dy], { paddings }, constant) => [dy, constant(int32s(paddings.flat(), [paddings.length, 2]))],
  gradient: ({ dy, parameters: { paddings } }) => [mirrorPad(dy, paddings)],
});

export function mirrorPadGrad(dy: Tensor, paddings: Paddings): Tensor {
  return single(MirrorPadGrad.apply([dy], { paddings }));
}
