import { neg } from '../../graph/primitives/neg.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const negate = defineLayer({
  name: 'negate',
  doc: 'The sign turned: -x.',
  provenance: 'standard',
  example: 'inverted = -map',
  operator: 'negate',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  emit: (_, inputs) => neg(one(inputs)),
});
