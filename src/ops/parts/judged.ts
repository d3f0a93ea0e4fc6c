import { examples, network } from '../core/parameter.ts';

/** What every adversarial loss is given. */
export const judged = {
  discriminator: network({ doc: 'the network that judges' }),
  real: examples({
    doc: 'the tensors of real examples, one for each parameter of the discriminator; `on normal` restricts them',
  }),
  fake: examples({ doc: 'the tensors of fake examples; gradients flow through them into the networks that made them' }),
} as const;
