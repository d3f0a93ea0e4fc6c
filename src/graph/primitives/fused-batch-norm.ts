// Batch norm over n, h and w (x: n x h x w x c), as one kernel. Training: by the batch's own mean and
// variance, which come out too (the variance with N / (N - 1), as TensorFlow keeps it).
import { bug } from '../../diagnostics/outside-error.ts';
import { float32s } from '../ir/constant.ts';
import type { Attributes, Tensor } from '../ir/tensor.ts';
import { definePrimitive } from '../rules/primitive.ts';
import { fusedBatchNormGrad } from './fused-batch-norm-grad.ts';

export interface BatchNorm {
  readonly epsilon: number;
}

export const FusedBatchNormV3 = definePrimitive<readonly [x: Tensor, scale: Tensor, offset: Tensor], BatchNorm>({
  op: 'FusedBatchNormV3',
  // The last output is the kernel's own: its size differs between devices.
  infer: ([x, scale]) => [x, scale, scale, scale, scale, { shape: [null], dtype: 'float32' }],
  attributes: (_, { epsilon }) => batchNormAttributes(epsilon, true),
  wire: ([x, scale, offset], _, constant) => [x, scale, offset, constant(float32s([])), constant(float32s([]))],
  outputs: ['y', 'batch_mean', 'batch_variance', 'reserve_space_1', 'reserve_space_2', 'reserve_space_3'],
  gradient: ({ inputs: [x, scale], outputs, upstream: [dy, ...others], parameters }) => {
    if (dy === undefined || others.some((gradient) => gradient !== undefined)) {
      bug('no gradient flows through the mean and the variance of a batch norm');
    }
    return fusedBatchNormGrad(dy, x, scale, outputs.slice(3), parameters);
  },
});

/** Normalises by the batch; `mean` and `variance` (unbiased) are the batch's, one number a channel. */
export function fusedBatchNorm(
  x: Tensor,
  scale: Tensor,
  offset: Tensor,
  parameters: BatchNorm,
): { y: Tensor; mean: Tensor; variance: Tensor } {
  const [y, mean, variance] = FusedBatchNormV3.apply([x, scale, offset], parameters);
  if (!y || !mean || !variance) return bug('batch norm has three outputs');
  return { y, mean, variance };
}

export function batchNormAttributes(epsilon: number, training: boolean): Attributes {
  return {
    T: { kind: 'type', value: 'float32' },
    U: { kind: 'type', value: 'float32' },
    epsilon: { kind: 'float', value: epsilon },
    exponential_avg_factor: { kind: 'float', value: 1 },
    data_format: { kind: 'string', value: 'NHWC' },
    is_training: { kind: 'bool', value: training },
  };
}
