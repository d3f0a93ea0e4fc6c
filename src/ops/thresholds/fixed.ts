import { defineThreshold } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

export const fixed = defineThreshold({
  name: 'fixed',
  doc: 'A number of your own. It looks at no image.',
  provenance: 'standard',
  example: 'threshold = fixed(0.5)',
  inputs: [],
  parameters: { value: number({ min: 0, max: 1, doc: 'from 0 (normal) to 1 (anomalous)' }) },
  subsets: [],
  find: (_, { value }) => value,
});
