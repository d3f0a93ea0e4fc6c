import type { Tensor } from '../../graph/ir/tensor.ts';
import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { less } from '../../graph/primitives/less.ts';
import { maximum } from '../../graph/primitives/maximum.ts';
import { minimum } from '../../graph/primitives/minimum.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { select } from '../../graph/primitives/select.ts';
import { sub } from '../../graph/primitives/sub.ts';
import { level } from '../core/moving.ts';
import { defineSchedule } from '../core/operation.ts';
import { share, word } from '../core/parameter.ts';
import { between } from '../parts/progress.ts';

export const oneCycle = defineSchedule({
  name: 'one_cycle',
  doc: 'Up from a small value to a peak, then down to almost nothing.',
  provenance: 'Smith and Topin 2018; cosines and the standard shares as in PyTorch',
  example: 'optimizer = adam(rate: one_cycle(2e-3, warmup: 30%))',
  parameters: {
    peak: level({ doc: 'the largest value' }),
    warmup: share({ default: 0.3, doc: 'share of the steps in which it rises' }),
    start: share({ default: 0.04, doc: 'the first value, as a share of the peak' }),
    end: share({ default: 4e-6, doc: 'the last value, as a share of the peak' }),
    shape: word(['cosine', 'linear'], { default: 'cosine', doc: 'along half a cosine each way, or straight' }),
  },
  extent: ({ peak, start, end }) => [peak * Math.min(start, end), peak],
  emit({ step, steps }, { peak, warmup, start, end, shape }) {
    const top = Math.max(0, steps * warmup - 1);
    const last = Math.max(steps - 1, top + 1);
    const place = (from: number, to: number) => minimum(maximum(mul(sub(step, from), 1 / (to - from)), 0), 1);
    const curved = (x: Tensor) => (shape === 'linear' ? x : add(mul(cos(mul(x, Math.PI)), -0.5), 0.5));
    const down = between(peak, peak * end, curved(place(top, last)));
    if (top === 0) return down;
    return select(less(step, top), between(peak * start, peak, curved(place(0, top))), down);
  },
});
