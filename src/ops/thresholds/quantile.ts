import { defineThreshold } from '../operation.ts';
import { share } from '../parameter.ts';

export const quantile = defineThreshold({
  name: 'quantile',
  doc: 'The value under which the given share of pixels (or of image scores) of normal images lies.',
  provenance: 'our choice',
  example: 'threshold = quantile(map, 99.5%) on holdout',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map' }],
  parameters: { share: share({ doc: 'such as 99.5%' }) },
  subsets: ['holdout', 'validation'],
  find: (values, settings) => values.quantile(settings.share),
});
