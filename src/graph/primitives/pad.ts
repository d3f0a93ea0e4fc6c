// Zeros around a tensor.
import { int32s } from '../ir/constant.ts';
import type { Dimension, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { sliceWindow } from './slice.ts';

/** Elements before and after, for each axis. */
export type Paddings = readonly (readonly [before: number, after: number])[];

export const Pad = definePrimitive<readonly [x: Tensor], { readonly paddings: Paddings }>({
  op: 'Pad',
  infer: ([x], { paddings }) => ({ shape: x.shape.map((size, axis) => padded(size, paddings[axis])), dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tpaddings: { kind: 'type', value: 'int32' } }),
  wire: ([x], { paddings }, constant) => [x, constant(int32s(paddings.flat(), [paddings.length, 2]))],
  gradient: ({ inputs: [x], dy, parameters: { paddings } }) => [
    sliceWindow(dy, {
      starts: paddings.map(([before]) => before),
      sizes: x.shape.map((size) => size ?? -1),
    }),
  ],
});

export function pad(x: Tensor, paddings: Paddings): Tensor {
  return paddings.flat().every((count) => count === 0) ? x : single(Pad.apply([x], { paddings }));
}

export function padded(size: Dimension, padding: readonly [number, number] | undefined): Dimension {
  return size === null ? null : size + (padding?.[0] ?? 0) + (padding?.[1] ?? 0);
}
