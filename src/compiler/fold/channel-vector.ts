// One number a channel.
import type { Tensor } from '../../graph/ir/tensor.ts';
import type { FoldContext } from './fold-context.ts';

/** A vector of weights, one for each channel of the images `x` (n x h x w x c). */
export function isChannelVector(vector: Tensor, x: Tensor, context: FoldContext): boolean {
  return (
    x.dtype === 'float32' &&
    x.shape.length === 4 &&
    vector.shape.length === 1 &&
    vector.shape[0] === x.shape[3] &&
    context.isWeightOnly(vector)
  );
}
