import { float } from '../../graph/rules/primitive.ts';
import { defineOptimizer } from '../core/operation.ts';
import { flag, number, scheduled } from '../core/parameter.ts';

export const sgd = defineOptimizer({
  name: 'sgd',
  doc: 'Gradient descent, with a velocity that gathers past gradients where `momentum` is above 0.',
  provenance: 'Robbins and Monro 1951; momentum: Polyak 1964; Nesterov as in Sutskever et al. 2013',
  example: 'optimizer = sgd(rate: 0.01, momentum: 0.9)',
  parameters: {
    rate: scheduled({ default: 0.01, min: 0, doc: 'learning rate' }),
    momentum: number({ default: 0, min: 0, max: 0.9999999, doc: 'how much of the velocity stays' }),
    nesterov: flag({ default: false, doc: 'looks ahead along the velocity' }),
  },
  emit(scope, { rate: given, momentum, nesterov }) {
    const rate = scope.scheduled(given);
    const share = float(scope.builder, momentum);
    for (const { weight, gradient } of scope.updates) {
      if (momentum === 0) {
        scope.apply('ResourceApplyGradientDescent', [weight.handle, rate, gradient]);
        continue;
      }
      const velocity = scope.slot('velocity', weight);
      scope.apply('ResourceApplyMomentum', [weight.handle, velocity.handle, rate, gradient, share], {
        T: { kind: 'type', value: 'float32' },
        use_nesterov: { kind: 'bool', value: nesterov },
      });
    }
  },
});
