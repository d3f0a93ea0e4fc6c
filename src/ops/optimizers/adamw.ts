import { mul } from '../../graph/primitives/mul.ts';
import { defineOptimizer } from '../core/operation.ts';
import { number, scheduled } from '../core/parameter.ts';
import { adamParameters, applyAdam } from '../parts/adam-update.ts';

export const adamw = defineOptimizer({
  name: 'adamw',
  doc: 'Adam, and filters that shrink a little at each step, by the learning rate times `decay`. Biases, norms and other weights of one axis do not shrink.',
  provenance: 'Loshchilov and Hutter 2019, algorithm 2',
  example: 'optimizer = adamw(rate: 1e-3, decay: 0.05)',
  parameters: {
    rate: scheduled({ default: 1e-3, min: 0, doc: 'learning rate' }),
    decay: number({ default: 0.01, min: 0, doc: 'how fast filters shrink' }),
    ...adamParameters,
  },
  emit(scope, { rate: given, decay, ...settings }) {
    const rate = scope.scheduled(given);
    const shrinking = mul(rate, decay);
    for (const { weight, value } of scope.updates) {
      if (decay > 0 && weight.shape.length > 1)
        scope.apply('ResourceApplyGradientDescent', [weight.handle, shrinking, value]);
    }
    applyAdam(scope, rate, settings);
  },
});
