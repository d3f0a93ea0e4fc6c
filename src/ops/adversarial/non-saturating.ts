import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { softplus } from '../../graph/primitives/softplus.ts';
import { defineAdversarialLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { judged } from '../parts/judged.ts';

export const nonSaturating = defineAdversarialLoss({
  name: 'non_saturating',
  doc: 'Binary cross-entropy: the discriminator tells real examples from fake ones; the generator makes fake ones look real.',
  provenance: 'Goodfellow et al. 2014, section 3; smoothed labels: Salimans et al. 2016',
  example:
    'adversarial = 1 * non_saturating(discriminator, real: (image, mask) on normal, fake: (reconstruction, map))',
  parameters: {
    ...judged,
    real_label: number({ default: 1, min: 0, max: 1, doc: 'how real the real examples count; 0.9 smooths it' }),
  },
  emit({ real, fake }, { real_label }) {
    const asReal = mean(softplus(neg(real)));
    const judgedReal =
      real_label === 1 ? asReal : add(mul(asReal, real_label), mul(mean(softplus(real)), 1 - real_label));
    return { discriminator: add(judgedReal, mean(softplus(fake))), generator: mean(softplus(neg(fake))) };
  },
});
