import { foundOnAnomalies } from '../core/anomaly-samples.ts';
import { defineThreshold } from '../core/operation.ts';

export const medianF1 = defineThreshold({
  name: 'median_f1',
  doc: 'The median of the thresholds that have the highest F1 in one damaged image each: large or plain anomalies count no more than small or faint ones, as they do in `best_f1`. For `image_threshold`, where an image is one number, it is `best_f1`.',
  provenance: 'our choice',
  example: 'threshold = median_f1(map) on synthetic',
  ...foundOnAnomalies,
  find: (values) => values.medianF1(),
});
