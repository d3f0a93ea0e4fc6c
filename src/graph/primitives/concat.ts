// Tensors side by side along an axis.
import { bug } from '../../diagnostics/outside-error.ts';
import { int32s } from '../ir/constant.ts';
import { dimension, type Shape, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { slice } from './slice.ts';

export const ConcatV2 = definePrimitive<readonly Tensor[], { readonly axis: number }>({
  op: 'ConcatV2',
  infer: (inputs, { axis }) => ({
    shape: joined(inputs, axis),
    dtype: inputs[0]?.dtype ?? bug('nothing to concatenate'),
  }),
  attributes: (inputs) => ({
    N: { kind: 'int', value: inputs.length },
    T: typeAttribute(inputs[0]),
    Tidx: { kind: 'type', value: 'int32' },
  }),
  wire: (inputs, { axis }, constant) => [...inputs, constant(int32s([axis], []))],
  gradient: ({ inputs, dy, parameters: { axis } }) => {
    let start = 0;
    return inputs.map((input) => {
      const part = slice(dy, { axis, start, size: dimension(input, axis) });
      start += dimension(input, axis);
      return part;
    });
  },
});

/** Joins along `axis` (negative: from the end). A single tensor stays as it is. */
export function concat(inputs: readonly Tensor[], axis: number): Tensor {
  const first = inputs[0] ?? bug('nothing to concatenate');
  if (inputs.length === 1) return first;
  return single(ConcatV2.apply(inputs, { axis: axis < 0 ? axis + first.shape.length : axis }));
}

function joined(inputs: readonly Tensor[], axis: number): Shape {
  const total = inputs.reduce<number | null>((sum, { shape }) => {
    const size = shape[axis] ?? null;
    return sum === null || size === null ? null : sum + size;
  }, 0);
  return (inputs[0]?.shape ?? []).map((size, i) =>
    i === axis ? total : (inputs.find((t) => t.shape[i] !== null)?.shape[i] ?? size),
  );
}
