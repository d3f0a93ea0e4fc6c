// What the layers share that make one tensor of several: `mean`, `median`, `max`, `min`.
import type { Tensor } from '../../graph/ir/tensor.ts';
import { checkBroadcast } from '../core/checks.ts';
import type { Input } from '../core/operation.ts';
import type { Scope } from '../core/scopes.ts';

export const severalTensors: readonly Input[] = [
  { name: 'tensors', type: 'tensor', doc: 'two or more, of one shape, or 1 where one is repeated', variadic: true },
];

/** One alone would be left as it is: somebody meant its channels or pixels. */
export function checkSeveralTensors(scope: Scope, operation: string, inputs: readonly Tensor[]): void {
  if (inputs.length < 2) {
    const hint = 'over the channels of one tensor goes `channel_pool`, over its pixels `global_pool`';
    scope.fail('missing-argument', { name: 'tensors', owner: operation, expected: 'at least two tensors' }, hint);
  }
  inputs.forEach((a, i) => {
    for (const b of inputs.slice(i + 1)) checkBroadcast(scope, operation, [a, b]);
  });
}
