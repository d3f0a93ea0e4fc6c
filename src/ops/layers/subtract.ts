import { sub } from '../../graph/primitives/sub.ts';
import { checkBroadcast } from '../core/checks.ts';
import { differenceOf, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const subtract = defineLayer({
  name: 'subtract',
  doc: 'The difference, pixel by pixel.',
  provenance: 'standard',
  example: 'difference = seen - normal',
  operator: '-',
  inputs: [
    { name: 'a', type: 'tensor', doc: 'height x width x channels' },
    { name: 'b', type: 'tensor', doc: 'the same shape, or 1 where it is repeated' },
  ],
  parameters: {},
  extent: ([a = unknownExtent, b = unknownExtent]) => differenceOf(a, b),
  emit(scope, inputs) {
    checkBroadcast(scope, '-', inputs);
    const [a, b] = two(inputs);
    return sub(a, b);
  },
});
