import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { defineSchedule } from '../core/operation.ts';
import { range, share } from '../core/parameter.ts';
import { between } from '../parts/progress.ts';

export const ramp = defineSchedule({
  name: 'ramp',
  doc: 'Up on a straight line from one value to another, which then stays: for the weight of a loss, or as a warm-up alone.',
  provenance: 'standard',
  example:
    'adversarial = ramp(0..1, over: 20%) * lsgan(discriminator, real: (image, mask), fake: (reconstruction, map))',
  parameters: {
    values: range({ unit: 'none', min: 0, doc: 'the first value and the last' }),
    over: share({ default: 0.2, doc: 'share of the steps in which it rises' }),
    after: share({ default: 0, doc: 'share of the steps that pass before' }),
  },
  emit({ step, steps }, { values: [from, to], over, after }) {
    const length = Math.max(1, Math.round(steps * over));
    const place = mul(sub(step, Math.round(steps * after)), 1 / length);
    return between(from, to, minimum(maximum(place, 0), 1));
  },
});
