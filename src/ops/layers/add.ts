import { add } from '../../graph/primitives/add.ts';
import { checkBroadcast } from '../core/checks.ts';
import { sumOf, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const addLayer = defineLayer({
  name: 'add',
  doc: 'The sum, pixel by pixel.',
  provenance: 'standard',
  example: 'sum = d1 + e1',
  operator: '+',
  inputs: [
    { name: 'a', type: 'tensor', doc: 'height x width x channels' },
    { name: 'b', type: 'tensor', doc: 'the same shape, or 1 where it is repeated' },
  ],
  parameters: {},
  extent: ([a = unknownExtent, b = unknownExtent]) => sumOf(a, b),
  emit(scope, inputs) {
    checkBroadcast(scope, '+', inputs);
    const [a, b] = two(inputs);
    return add(a, b);
  },
});
