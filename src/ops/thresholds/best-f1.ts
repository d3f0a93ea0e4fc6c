import { foundOnAnomalies } from '../core/anomaly-samples.ts';
import { defineThreshold } from '../core/operation.ts';

export const bestF1 = defineThreshold({
  name: 'best_f1',
  doc: 'The threshold with the highest F1 on synthetic anomalies, which are drawn on held-out normal images; or on labelled images of your own, `on validation`. Midway between the lowest value that counts as anomalous and the next one below.',
  provenance: 'our choice',
  example: 'threshold = best_f1(map) on synthetic',
  ...foundOnAnomalies,
  find: (values) => values.bestF1(),
});
