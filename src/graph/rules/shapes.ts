// Shape rules that several primitives share.
import { bug } from '../../diagnostics/outside-error.ts';
import { type Dimension, formatShape, type Shape, type Tensor, type TensorType } from '../ir/tensor.ts';

/** The first input's type: the rule of elementwise operations with one operand. */
export function sameAsFirst(inputs: readonly Tensor[]): TensorType {
  const first = inputs[0] ?? bug('an input is missing');
  return { shape: first.shape, dtype: first.dtype };
}

/** NumPy's broadcasting. Throws where two sizes differ and neither is 1. */
export function broadcastShapes(shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes.map((shape) => sizeAt(shape, axis - rank)).reduce((a, b) => broadcastSize(a, b, shapes)),
  );
}

/** The rule of elementwise operations with several operands. */
export function broadcast(inputs: readonly Tensor[]): TensorType {
  return { shape: broadcastShapes(inputs.map((t) => t.shape)), dtype: sameAsFirst(inputs).dtype };
}

/** The rule of comparisons. */
export function broadcastToBool(inputs: readonly Tensor[]): TensorType {
  return { shape: broadcast(inputs).shape, dtype: 'bool' };
}

export type Padding = 'same' | 'valid';

/** The side that a window leaves: TensorFlow's SAME and VALID. */
export function windowedSize(
  size: Dimension,
  window: number,
  stride: number,
  padding: Padding,
  dilation = 1,
): Dimension {
  if (size === null) return null;
  const reach = (window - 1) * dilation + 1;
  return padding === 'same' ? Math.ceil(size / stride) : Math.ceil((size - reach + 1) / stride);
}

/** Axes counted from the front, ascending. */
export function normalizeAxes(axes: readonly number[], rank: number): readonly number[] {
  return axes.map((axis) => (axis < 0 ? axis + rank : axis)).toSorted((a, b) => a - b);
}

export function allAxes(tensor: TensorType): readonly number[] {
  return tensor.shape.map((_, axis) => axis);
}

function sizeAt(shape: Shape, axisFromEnd: number): Dimension {
  const axis = shape.length + axisFromEnd;
  return axis < 0 ? 1 : (shape[axis] ?? null);
}

function broadcastSize(a: Dimension, b: Dimension, shapes: readonly Shape[]): Dimension {
  if (a === 1) return b;
  if (b === 1 || a === b) return a;
  if (a === null) return b;
  if (b === null) return a;
  return bug(`shapes do not fit: ${shapes.map(formatShape).join(', ')}`);
}
