// What most losses compare: a prediction with its target.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { broadcastTo } from '../../graph/primitives/broadcast-to.ts';
import { checkSameShape } from '../core/checks.ts';
import { two } from '../core/inputs.ts';
import type { Input } from '../core/operation.ts';
import type { Scope } from '../core/scopes.ts';

export const comparedTensors: readonly Input[] = [
  { name: 'prediction', type: 'tensor', doc: 'what a network gives' },
  { name: 'target', type: 'tensor', doc: 'what it should be: of the same shape, of one pixel, or a number' },
];

/** Both at the shape of the prediction. @throws `shape-mismatch` in the scope's way where the target is another tensor */
export function comparedPair(scope: Scope, operation: string, inputs: readonly Tensor[]): readonly [Tensor, Tensor] {
  const [prediction, target] = two(inputs);
  const isOnePixel = target.shape.slice(1).every((size) => size === 1);
  if (isOnePixel) return [prediction, broadcastTo(target, prediction.shape)];
  checkSameShape(scope, operation, inputs);
  return [prediction, target];
}
