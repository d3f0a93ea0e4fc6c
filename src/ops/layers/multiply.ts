import { mul } from '../../graph/primitives/mul.ts';
import { checkBroadcast } from '../core/checks.ts';
import { productOf, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const multiply = defineLayer({
  name: 'multiply',
  doc: 'The product, pixel by pixel.',
  provenance: 'standard',
  example: 'gated = d1 * gate',
  operator: '*',
  inputs: [
    { name: 'a', type: 'tensor', doc: 'height x width x channels' },
    { name: 'b', type: 'tensor', doc: 'the same shape, or 1 where it is repeated' },
  ],
  parameters: {},
  extent: ([a = unknownExtent, b = unknownExtent]) => productOf(a, b),
  emit(scope, inputs) {
    checkBroadcast(scope, '*', inputs);
    const [a, b] = two(inputs);
    return mul(a, b);
  },
});
