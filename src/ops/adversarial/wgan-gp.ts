import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { neg } from '../../graph/primitives/neg.ts';
import { sqrt } from '../../graph/primitives/sqrt.ts';
import { square } from '../../graph/primitives/square.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { sum } from '../../graph/primitives/sum.ts';
import { gradients } from '../../graph/rules/gradients.ts';
import { defineAdversarialLoss } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { judged } from '../parts/judged.ts';

export const wganGp = defineAdversarialLoss({
  name: 'wgan_gp',
  doc: 'Wasserstein GAN with gradient penalty: the discriminator drives its verdicts on real and fake examples apart, while its slope between them is held at 1; the generator raises the verdict on fake ones.',
  provenance: 'Gulrajani et al. 2017, equation 3',
  example: 'adversarial = 1 * wgan_gp(discriminator, real: (image, mask) on normal, fake: (reconstruction, map))',
  secondDerivatives: true,
  parameters: { ...judged, penalty: number({ default: 10, min: 0, doc: 'weight of the gradient penalty' }) },
  emit(scope, { penalty }) {
    const { real, fake } = scope;
    const apart = sub(mean(fake), mean(real));
    const generator = neg(mean(fake));
    if (penalty === 0) return { discriminator: apart, generator };
    const { verdict, inputs } = scope.interpolated();
    return { discriminator: add(apart, mul(slopePenalty(verdict, inputs), penalty)), generator };
  },
});

// The verdict of a sample is the mean of its map, so that the slope does not grow with the map.
function slopePenalty(verdict: Tensor, inputs: readonly Tensor[]): Tensor {
  const slopes = gradients(sum(mean(verdict, { axes: [1, 2, 3] })), inputs);
  const squares = slopes.map((slope) => sum(square(slope), { axes: [1, 2, 3] }));
  const [first = bug('a discriminator without inputs'), ...others] = squares;
  const total = others.reduce((a, b) => add(a, b), first);
  // Where the slope is 0 its root has none: the summand keeps it finite.
  return mean(square(sub(sqrt(add(total, 1e-12)), 1)));
}
