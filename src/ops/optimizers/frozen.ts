import { defineOptimizer } from '../core/operation.ts';

export const frozen = defineOptimizer({
  name: 'frozen',
  doc: 'The network stays as it starts: no weight of it changes, norms use their running averages, and nothing is dropped or made noisy. What flows through it may still teach networks before it.',
  provenance: 'standard',
  example: 'optimizer.encoder = frozen()',
  freezes: true,
  parameters: {},
  emit: () => undefined,
});
