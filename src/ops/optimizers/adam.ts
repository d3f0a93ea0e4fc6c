import { float } from '../../graph/primitive.ts';
import { add } from '../../graph/primitives/add.ts';
import { pow } from '../../graph/primitives/pow.ts';
import { defineOptimizer } from '../operation.ts';
import { number, scheduled } from '../parameter.ts';

export const adam = defineOptimizer({
  name: 'adam',
  doc: 'Adam: each weight has its own pace, from running means of its gradient and of the gradient squared.',
  provenance: 'Kingma and Ba 2015, algorithm 1',
  example: 'optimizer = adam(rate: 2e-4, beta1: 0.5)',
  parameters: {
    rate: scheduled({ default: 2e-4, min: 0, doc: 'learning rate' }),
    beta1: number({ default: 0.9, min: 0, max: 0.9999999, doc: 'how much of the mean gradient stays' }),
    beta2: number({ default: 0.999, min: 0, max: 0.9999999, doc: 'how much of the mean squared gradient stays' }),
    epsilon: number({ default: 1e-8, above: 0, doc: 'added to the root of the mean square' }),
  },
  emit(scope, { rate, beta1, beta2, epsilon }) {
    const { builder, step } = scope;
    const [b1, b2, eps] = [float(builder, beta1), float(builder, beta2), float(builder, epsilon)];
    // Powers from the step that is fed: nothing to save, nothing to drift.
    const [power1, power2] = [pow(b1, add(step, 1)), pow(b2, add(step, 1))];
    const learningRate = scope.scheduled(rate);
    for (const { weight, gradient } of scope.updates) {
      const [m, v] = [scope.slot('m', weight), scope.slot('v', weight)];
      scope.apply('ResourceApplyAdam', [
        weight.handle,
        m.handle,
        v.handle,
        power1,
        power2,
        learningRate,
        b1,
        b2,
        eps,
        gradient,
      ]);
    }
  },
});
