// What the norms share that look at one sample at a time. They are written in plain arithmetic, so that they have
// second derivatives, and cost about as much as the fused kernel of batch norm.

import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { biasAdd } from '../../graph/primitives/bias-add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { rsqrt } from '../../graph/primitives/rsqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { number } from '../core/parameter.ts';
import type { LayerScope } from '../core/scopes.ts';

/** The parameters of these norms. */
export const epsilon = number({ default: 1e-5, above: 0, doc: 'added to the variance' });

/** Averages over what a norm looks at; the result broadcasts to x (n x h x w x c). */
export type Average = (x: Tensor) => Tensor;

/** x with mean 0 and variance 1 by `average`, then scaled and shifted by one weight each a channel. */
export function normalized(scope: LayerScope, x: Tensor, average: Average, eps: number): Tensor {
  const channels = dimension(x, 3);
  const scale = scope.weight('scale', [channels], { kind: 'ones' });
  const offset = scope.weight('offset', [channels], { kind: 'zeros' });
  const centred = sub(x, average(x));
  const gain = rsqrt(add(average(square(centred)), eps));
  // Small tensors first, unless the gain is one number a pixel.
  const scaled = gain.shape[1] === 1 ? mul(centred, mul(gain, scale)) : mul(mul(centred, gain), scale);
  return biasAdd(scaled, offset);
}

/** The mean over axes. */
export function over(axes: readonly number[]): Average {
  return (x) => mean(x, { axes, keepDims: true });
}

/** Of one number nothing is left once its mean is gone. */
export function checkSeveral(scope: LayerScope, operation: string, numbers: number, of: string): void {
  if (numbers > 1) return;
  scope.fail('operation-fails', { operation, reason: `${of} is a single number, of which nothing is left` });
}
