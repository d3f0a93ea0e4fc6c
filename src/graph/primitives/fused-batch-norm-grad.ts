// The gradient of fusedBatchNorm in one kernel. TensorFlow has no derivative of it: a critic that is
// trained with second derivatives (WGAN-GP) needs another norm.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive } from '../rules/primitive.ts';
import { type BatchNorm, batchNormAttributes } from './fused-batch-norm.ts';

export const FusedBatchNormGradV3 = definePrimitive<readonly Tensor[], BatchNorm>({
  op: 'FusedBatchNormGradV3',
  infer: ([dy, , scale]) => {
    const image = { shape: dy?.shape ?? [], dtype: 'float32' } as const;
    const channel = { shape: scale?.shape ?? [], dtype: 'float32' } as const;
    return [image, channel, channel, { shape: [0], dtype: 'float32' }, { shape: [0], dtype: 'float32' }];
  },
  attributes: (_, { epsilon }) => {
    const { exponential_avg_factor: _unused, ...attributes } = batchNormAttributes(epsilon, true);
    return attributes;
  },
  outputs: ['x_backprop', 'scale_backprop', 'offset_backprop', 'reserve_space_4', 'reserve_space_5'],
  gradient: 'none',
});

/** Gradients of x, scale and offset. `reserved`: the last three outputs of the forward kernel. */
export function fusedBatchNormGrad(
  dy: Tensor,
  x: Tensor,
  scale: Tensor,
  reserved: readonly Tensor[],
  parameters: BatchNorm,
): readonly Tensor[] {
  return FusedBatchNormGradV3.apply([dy, x, scale, ...reserved], parameters).slice(0, 3);
}
