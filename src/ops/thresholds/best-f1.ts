import { defineThreshold } from '../core/operation.ts';
import { count } from '../core/parameter.ts';

export const bestF1 = defineThreshold({
  name: 'best_f1',
  doc: 'The threshold with the highest F1 on synthetic anomalies, which are drawn on held-out normal images; or on labelled images of your own, `on validation`. Midway between the lowest value that counts as anomalous and the next one below.',
  provenance: 'our choice',
  example: 'threshold = best_f1(map) on synthetic',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map' }],
  parameters: {
    samples: count({
      default: 100,
      max: 10_000,
      doc: 'synthetic anomalies that are drawn, each beside its normal image',
    }),
  },
  subsets: ['synthetic', 'validation'],
  samples: (settings) => settings.samples,
  find: (values) => values.bestF1(),
});
