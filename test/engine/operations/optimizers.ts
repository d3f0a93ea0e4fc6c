// One case for every optimiser: leaving one out is a type error. Each makes twenty updates of a filter and a bias.
import { adam } from '../../../src/ops/optimizers/adam.ts';
import { adamw } from '../../../src/ops/optimizers/adamw.ts';
import { rmsprop } from '../../../src/ops/optimizers/rmsprop.ts';
import { sgd } from '../../../src/ops/optimizers/sgd.ts';
import type { optimizers } from '../../../src/ops/table.ts';
import { type OptimizerCase, optimizerCase } from './case.ts';
import { fixtures } from './fixtures.ts';

const { optimizers: torch } = fixtures;
const constant = (value: number) => ({ kind: 'constant', value }) as const;
const rate = constant(0.02);

export const optimizerCases: { readonly [K in keyof typeof optimizers]: OptimizerCase } = {
  adam: optimizerCase(adam, {
    oracle: 'PyTorch Adam (fixture)',
    examples: [{ settings: { rate, beta1: 0.5, beta2: 0.9, epsilon: 1e-6 }, expected: torch.adam }],
  }),
  adamw: optimizerCase(adamw, {
    oracle: 'PyTorch AdamW, decay on the filter alone (fixture)',
    examples: [{ settings: { rate, decay: 0.3, beta1: 0.9, beta2: 0.99, epsilon: 1e-6 }, expected: torch.adamw }],
  }),
  rmsprop: optimizerCase(rmsprop, {
    oracle: 'PyTorch RMSprop; equations 38 to 45 of Graves 2013 (fixtures)',
    examples: [
      { settings: { rate, epsilon: 1e-20 }, expected: torch.rmsprop },
      {
        settings: { rate: constant(0.01), decay: 0.8, momentum: 0.5, epsilon: 1e-20 },
        expected: torch.rmsprop_momentum,
      },
      {
        settings: { rate, decay: 0.8, momentum: 0.5, centred: true, epsilon: 1e-2 },
        expected: torch.rmsprop_centred,
      },
    ],
  }),
  sgd: optimizerCase(sgd, {
    oracle: 'PyTorch SGD (fixture)',
    examples: [
      { settings: { rate }, expected: torch.sgd },
      { settings: { rate, momentum: 0.9 }, expected: torch.momentum },
      { settings: { rate, momentum: 0.9, nesterov: true }, expected: torch.nesterov },
    ],
  }),
};
