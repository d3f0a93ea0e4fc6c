import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { level } from '../core/moving.ts';
import { defineSchedule } from '../core/operation.ts';
import { between, nearlyNothing, progress, warmedUp, warmup } from '../parts/progress.ts';

export const cosine = defineSchedule({
  name: 'cosine',
  doc: 'Down along half a cosine, from the first value to the last, after a linear warm-up.',
  provenance: 'Loshchilov and Hutter 2017, without restarts',
  example: 'optimizer = adam(rate: cosine(1e-3, end: 1e-5, warmup: 5%))',
  parameters: {
    start: level({ doc: 'the value after the warm-up' }),
    end: level({ default: 0, doc: 'the value at the last step' }),
    warmup,
  },
  extent: ({ start, end, warmup }) => [
    warmup > 0 ? Math.min(end, start * nearlyNothing) : Math.min(start, end),
    Math.max(start, end),
  ],
  emit(scope, settings) {
    const { start, end } = settings;
    const wave = add(mul(cos(mul(progress(scope, settings.warmup), Math.PI)), 0.5), 0.5);
    return warmedUp(scope, between(end, start, wave), start, settings.warmup);
  },
});
