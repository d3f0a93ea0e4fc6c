import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { levels } from '../core/moving.ts';
import { defineSchedule } from '../core/operation.ts';
import { share } from '../core/parameter.ts';
import { between } from '../parts/progress.ts';

export const ramp = defineSchedule({
  name: 'ramp',
  doc: 'On a straight line from one value to another, which then stays: for the weight of a loss, as a warm-up alone, for what augmentation does.',
  provenance: 'standard',
  example:
    'adversarial = ramp(0..1, over: 20%) * lsgan(discriminator, real: (image, mask), fake: (reconstruction, map))',
  parameters: {
    values: levels({ doc: 'the first value and the last' }),
    over: share({ default: 0.2, doc: 'share of the steps in which it goes from one to the other' }),
    after: share({ default: 0, doc: 'share of the steps that pass before' }),
  },
  extent: ({ values: [from, to] }) => [Math.min(from, to), Math.max(from, to)],
  emit({ step, steps }, { values: [from, to], over, after }) {
    const length = Math.max(1, Math.round(steps * over));
    const place = mul(sub(step, Math.round(steps * after)), 1 / length);
    return between(from, to, minimum(maximum(place, 0), 1));
  },
});
