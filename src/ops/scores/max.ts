import { max } from '../../graph/primitives/max.ts';
import { one } from '../core/inputs.ts';
import { defineScore } from '../core/operation.ts';

export const maxScore = defineScore({
  name: 'max',
  doc: 'The highest pixel of the anomaly map, or the highest number of another value, such as the verdict of a network on the whole image.',
  provenance: 'standard',
  example: 'score = max(map)',
  inputs: [{ name: 'map', type: 'tensor', doc: 'the anomaly map, or another value' }],
  parameters: {},
  emit: (inputs) => max(one(inputs), { axes: [1, 2, 3] }),
});
