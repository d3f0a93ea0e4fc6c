// Tensors of one value, made by the graph instead of stored in it.
import { firstOutput, type GraphBuilder } from '../ir/builder.ts';
import { float32s, int32s } from '../ir/constant.ts';
import type { Tensor } from '../ir/tensor.ts';

export function filled(builder: GraphBuilder, shape: readonly number[], value: number): Tensor {
  const graph = builder.current;
  return firstOutput(
    graph.add({
      op: 'Fill',
      inputs: [graph.constant(int32s(shape)), graph.constant(float32s([value], []))],
      attributes: { T: { kind: 'type', value: 'float32' }, index_type: { kind: 'type', value: 'int32' } },
      outputs: [{ shape, dtype: 'float32' }],
      outputNames: ['output'],
    }),
  );
}

export function zeros(builder: GraphBuilder, shape: readonly number[]): Tensor {
  return filled(builder, shape, 0);
}
