import { div } from '../../graph/primitives/div.ts';
import { checkBroadcast } from '../core/checks.ts';
import { quotientOf, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const divide = defineLayer({
  name: 'divide',
  doc: 'The quotient, pixel by pixel. The divisor must stay away from 0.',
  provenance: 'standard',
  example: 'scaled = d1 / 2',
  operator: '/',
  inputs: [
    { name: 'a', type: 'tensor', doc: 'height x width x channels' },
    { name: 'b', type: 'tensor', doc: 'the same shape, or 1 where it is repeated' },
  ],
  parameters: {},
  extent: ([a = unknownExtent, b = unknownExtent]) => quotientOf(a, b),
  emit(scope, inputs) {
    checkBroadcast(scope, '/', inputs);
    const [a, b] = two(inputs);
    return div(a, b);
  },
});
