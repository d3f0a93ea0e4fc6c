// The step of Adam (Kingma and Ba 2015, algorithm 1), which AdamW shares.

import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { pow } from '../../graph/primitives/pow.ts';
import { float } from '../../graph/rules/primitive.ts';
import { number } from '../core/parameter.ts';
import type { OptimizerScope } from '../core/scopes.ts';

export const adamParameters = {
  beta1: number({ default: 0.9, min: 0, max: 0.9999999, doc: 'how much of the mean gradient stays' }),
  beta2: number({ default: 0.999, min: 0, max: 0.9999999, doc: 'how much of the mean squared gradient stays' }),
  epsilon: number({ default: 1e-8, above: 0, doc: 'added to the root of the mean square' }),
} as const;

interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Adds the updates. `rate`: float scalar. */
export function applyAdam(scope: OptimizerScope, rate: Tensor, { beta1, beta2, epsilon }: AdamSettings): void {
  const { builder, step } = scope;
  const [b1, b2, eps] = [float(builder, beta1), float(builder, beta2), float(builder, epsilon)];
  // Powers from the step that is fed: nothing to save, nothing to drift.
  const [power1, power2] = [pow(b1, add(step, 1)), pow(b2, add(step, 1))];
  for (const { weight, gradient } of scope.updates) {
    const [m, v] = [scope.slot('m', weight), scope.slot('v', weight)];
    scope.apply('ResourceApplyAdam', [weight.handle, m.handle, v.handle, power1, power2, rate, b1, b2, eps, gradient]);
  }
}
