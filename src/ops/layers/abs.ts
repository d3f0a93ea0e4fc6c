import { abs } from '../../graph/primitives/abs.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const absLayer = defineLayer({
  name: 'abs',
  doc: 'The absolute value.',
  provenance: 'standard',
  example: 'difference = abs(seen - normal)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  emit: (_, inputs) => abs(one(inputs)),
});
