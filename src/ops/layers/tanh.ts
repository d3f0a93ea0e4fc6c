import { tanh } from '../../graph/primitives/tanh.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const tanhLayer = defineLayer({
  name: 'tanh',
  doc: 'The hyperbolic tangent: values from -1 to 1.',
  provenance: 'standard',
  example: 'reconstruction = d1 -> conv(3) -> tanh',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => rising(x, Math.tanh),
  emit: (_, inputs) => tanh(one(inputs)),
});
