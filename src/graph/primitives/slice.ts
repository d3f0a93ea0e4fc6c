// A part of a tensor: `size` elements from `start` along each axis.
import { int32s } from '../ir/constant.ts';
import type { Dimension, Shape, Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { pad } from './pad.ts';

export interface Window {
  readonly starts: readonly number[];
  /** -1: to the end, where the size is unknown. */
  readonly sizes: readonly number[];
}

export const Slice = definePrimitive<readonly [x: Tensor], Window>({
  op: 'Slice',
  infer: ([x], { sizes }) => ({ shape: sizes.map((size) => (size === -1 ? null : size)), dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Index: { kind: 'type', value: 'int32' } }),
  wire: ([x], { starts, sizes }, constant) => [x, constant(int32s(starts)), constant(int32s(sizes))],
  gradient: ({ inputs: [x], dy, parameters: { starts, sizes } }) => [
    pad(
      dy,
      starts.map((start, axis) => [start, restOf(x.shape[axis] ?? null, start, sizes[axis] ?? -1)] as const),
    ),
  ],
});

/** `size` elements from `start` along one axis, everything along the others. */
export function slice(x: Tensor, { axis, start, size }: { axis: number; start: number; size: number }): Tensor {
  const at = axis < 0 ? axis + x.shape.length : axis;
  if (start === 0 && size === x.shape[at]) return x;
  return sliceWindow(x, {
    starts: x.shape.map((_, i) => (i === at ? start : 0)),
    sizes: wholeExcept(x.shape, at, size),
  });
}

/** A window along all axes at once. */
export function sliceWindow(x: Tensor, window: Window): Tensor {
  return single(Slice.apply([x], window));
}

// How many elements stand behind the window: none where it goes to an end that only the run knows.
function restOf(whole: Dimension, start: number, size: number): number {
  return whole === null || size === -1 ? 0 : whole - start - size;
}

function wholeExcept(shape: Shape, axis: number, size: number): readonly number[] {
  return shape.map((whole, i) => (i === axis ? size : (whole ?? -1)));
}
