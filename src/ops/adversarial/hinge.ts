import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { relu } from '../../graph/primitives/relu.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineAdversarialLoss } from '../core/operation.ts';
import { judged } from '../parts/judged.ts';

export const hinge = defineAdversarialLoss({
  name: 'hinge',
  doc: 'The discriminator pushes its verdict on real examples above 1 and on fake ones below -1; the generator raises the verdict on fake ones.',
  provenance: 'Lim and Ye 2017; Miyato et al. 2018, equations 16 and 17',
  example: 'adversarial = 1 * hinge(discriminator, real: (image, mask) on normal, fake: (reconstruction, map))',
  parameters: judged,
  emit({ real, fake }) {
    return {
      discriminator: add(mean(relu(sub(1, real))), mean(relu(add(fake, 1)))),
      generator: neg(mean(fake)),
    };
  },
});
