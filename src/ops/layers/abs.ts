import { abs } from '../../graph/primitives/abs.ts';
import { magnitudeOf, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const absLayer = defineLayer({
  name: 'abs',
  doc: 'The absolute value.',
  provenance: 'standard',
  example: 'difference = abs(seen - normal)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => magnitudeOf(x),
  emit: (_, inputs) => abs(one(inputs)),
});
