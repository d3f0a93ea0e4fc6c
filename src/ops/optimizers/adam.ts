import { defineOptimizer } from '../core/operation.ts';
import { scheduled } from '../core/parameter.ts';
import { adamParameters, applyAdam } from '../parts/adam-update.ts';

export const adam = defineOptimizer({
  name: 'adam',
  doc: 'Adam: each weight has its own pace, from running means of its gradient and of the gradient squared.',
  provenance: 'Kingma and Ba 2015, algorithm 1',
  example: 'optimizer = adam(rate: 2e-4, beta1: 0.5)',
  parameters: { rate: scheduled({ default: 2e-4, min: 0, doc: 'learning rate' }), ...adamParameters },
  emit: (scope, { rate, ...settings }) => applyAdam(scope, scope.scheduled(rate), settings),
});
