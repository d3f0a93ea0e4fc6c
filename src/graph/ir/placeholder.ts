// A tensor that the caller feeds, under exactly this name. TensorFlow does not check the fed shape: the
// session does.
import { firstOutput, type GraphBuilder } from './builder.ts';
import type { Tensor, TensorType } from './tensor.ts';

export function placeholder(builder: GraphBuilder, name: string, { shape, dtype }: TensorType): Tensor {
  return firstOutput(
    builder.main.add({
      op: 'Placeholder',
      name,
      inputs: [],
      attributes: { dtype: { kind: 'type', value: dtype }, shape: { kind: 'shape', value: shape } },
      outputs: [{ shape, dtype }],
      outputNames: ['output'],
    }),
  );
}
