import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineAdversarialLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { judged } from '../parts/judged.ts';

export const lsgan = defineAdversarialLoss({
  name: 'lsgan',
  doc: 'Least-squares GAN: the discriminator pulls its verdict on real examples to 1 and on fake ones to 0; the generator pulls the verdict on fake ones to 1.',
  provenance: 'Mao et al. 2017, equation 9 (a = 0, b = c = 1)',
  example: 'adversarial = 1 * lsgan(discriminator, real: (image, mask) on normal, fake: (reconstruction, map))',
  parameters: {
    ...judged,
    real_label: number({ default: 1, doc: 'the verdict that real examples are pulled to; 0.9 smooths it' }),
  },
  emit({ real, fake }, { real_label }) {
    const half = (x: Tensor) => mul(mean(x), 0.5);
    return {
      discriminator: add(half(square(sub(real, real_label))), half(square(fake))),
      generator: half(square(sub(fake, 1))),
    };
  },
});
