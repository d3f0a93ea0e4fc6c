import { defineThreshold } from '../core/operation.ts';
import { share } from '../core/parameter.ts';

export const quantile = defineThreshold({
  name: 'quantile',
  doc: 'The value under which the given share of normal pixels (or of the scores of normal images) lies.',
  provenance: 'our choice',
  example: 'threshold = quantile(map, 99.5%) on holdout',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map' }],
  parameters: { share: share({ doc: 'such as 99.5%' }) },
  subsets: ['holdout', 'validation'],
  normalOnly: true,
  find: (values, settings) => values.quantile(settings.share),
});
