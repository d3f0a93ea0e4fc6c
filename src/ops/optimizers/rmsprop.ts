import { float } from '../../graph/rules/primitive.ts';
import { defineOptimizer } from '../core/operation.ts';
import { flag, number, scheduled } from '../core/parameter.ts';

export const rmsprop = defineOptimizer({
  name: 'rmsprop',
  doc: 'Gradient descent, each weight at a pace of its own from the running mean of its squared gradient.',
  provenance: 'Tieleman and Hinton 2012, lecture 6.5; centred: Graves 2013',
  example: 'optimizer = rmsprop(rate: 5e-5, decay: 0.9)',
  parameters: {
    rate: scheduled({ default: 1e-3, min: 0, doc: 'learning rate' }),
    decay: number({ default: 0.9, min: 0, max: 0.9999999, doc: 'how much of the mean squared gradient stays' }),
    momentum: number({ default: 0, min: 0, max: 0.9999999, doc: 'how much of the velocity stays' }),
    centred: flag({ default: false, doc: 'by the variance of the gradient instead of its mean square' }),
    epsilon: number({ default: 1e-7, above: 0, doc: 'added to the mean square, inside of the root' }),
  },
  emit(scope, { rate: given, decay, momentum, centred, epsilon }) {
    const rate = scope.scheduled(given);
    const [rho, share, eps] = [
      float(scope.builder, decay),
      float(scope.builder, momentum),
      float(scope.builder, epsilon),
    ];
    for (const { weight, gradient } of scope.updates) {
      const slot = (name: string) => scope.slot(name, weight).handle;
      const means = centred ? [slot('mean'), slot('mean_square')] : [slot('mean_square')];
      const op = centred ? 'ResourceApplyCenteredRMSProp' : 'ResourceApplyRMSProp';
      scope.apply(op, [weight.handle, ...means, slot('velocity'), rate, rho, share, eps, gradient]);
    }
  },
});
