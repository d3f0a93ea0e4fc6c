import { add } from '../../graph/primitives/add.ts';
import { cos } from '../../graph/primitives/cos.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { defineSchedule } from '../core/operation.ts';
import { number } from '../core/parameter.ts';
import { between, progress, warmedUp, warmup } from '../parts/progress.ts';

export const cosine = defineSchedule({
  name: 'cosine',
  doc: 'Down along half a cosine, from the first value to the last, after a linear warm-up.',
  provenance: 'Loshchilov and Hutter 2017, without restarts',
  example: 'optimizer = adam(rate: cosine(1e-3, end: 1e-5, warmup: 5%))',
  parameters: {
    start: number({ min: 0, doc: 'the value after the warm-up' }),
    end: number({ default: 0, min: 0, doc: 'the value at the last step' }),
    warmup,
  },
  emit(scope, settings) {
    const { start, end } = settings;
    const wave = add(mul(cos(mul(progress(scope, settings.warmup), Math.PI)), 0.5), 0.5);
    return warmedUp(scope, between(end, start, wave), start, settings.warmup);
  },
});
