import { level } from '../core/moving.ts';
import { defineSchedule } from '../core/operation.ts';
import { share } from '../core/parameter.ts';
import { between, nearlyNothing, progress, warmedUp, warmup } from '../parts/progress.ts';

export const linear = defineSchedule({
  name: 'linear',
  doc: 'Down (or up) on a straight line, from the first value to the last, after a linear warm-up and a time at the first value.',
  provenance: 'standard; with half of the steps at the first value: pix2pix, Isola et al. 2017',
  example: 'optimizer = adam(rate: linear(2e-4, end: 0, hold: 50%))',
  parameters: {
    start: level({ doc: 'the value after the warm-up' }),
    end: level({ default: 0, doc: 'the value at the last step' }),
    hold: share({ default: 0, doc: 'share of the steps, after the warm-up, in which the first value stays' }),
    warmup,
  },
  extent: ({ start, end, warmup }) => [
    warmup > 0 ? Math.min(end, start * nearlyNothing) : Math.min(start, end),
    Math.max(start, end),
  ],
  emit(scope, settings) {
    const { start, end, hold } = settings;
    const line = between(start, end, progress(scope, settings.warmup + hold));
    return warmedUp(scope, line, start, settings.warmup);
  },
});
