import { neg } from '../../graph/primitives/neg.ts';
import { timesNumber, unknownExtent } from '../core/extent.ts';
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
  extent: ([x = unknownExtent]) => timesNumber(x, -1),
  emit: (_, inputs) => neg(one(inputs)),
});
