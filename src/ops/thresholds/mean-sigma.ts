import { defineThreshold } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

export const meanSigma = defineThreshold({
  name: 'mean_sigma',
  doc: 'The mean of normal pixels (or of the scores of normal images), and so many standard deviations more.',
  provenance: 'our choice',
  example: 'image_threshold = mean_sigma(map, sigmas: 3) on holdout',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map' }],
  parameters: { sigmas: number({ default: 3, doc: 'how many standard deviations above the mean' }) },
  subsets: ['holdout', 'validation'],
  normalOnly: true,
  find(values, { sigmas }) {
    const [mean, deviation] = [values.mean(), values.deviation()];
    return mean === null || deviation === null ? null : mean + sigmas * deviation;
  },
});
