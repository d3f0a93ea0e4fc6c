import { square } from '../../graph/primitives/square.ts';
import { squareOf, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const squareLayer = defineLayer({
  name: 'square',
  doc: 'x times x.',
  provenance: 'standard',
  example: 'energy = square(seen - normal)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => squareOf(x),
  emit: (_, inputs) => square(one(inputs)),
});
