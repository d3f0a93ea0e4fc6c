import { stopGradient } from '../../graph/primitives/stop-gradient.ts';
import { unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const stopGradientLayer = defineLayer({
  name: 'stop_gradient',
  doc: 'The value itself; nothing behind it is trained through it.',
  provenance: 'standard',
  example: 'normal = stop_gradient(reconstruction)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: ([x = unknownExtent]) => x,
  emit: (_, inputs) => stopGradient(one(inputs)),
});
