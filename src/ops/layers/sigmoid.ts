import { sigmoid } from '../../graph/primitives/sigmoid.ts';
import { extent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const sigmoidLayer = defineLayer({
  name: 'sigmoid',
  doc: '1 / (1 + exp(-x)): values from 0 to 1.',
  provenance: 'standard',
  example: 'map = d1 -> conv(1) -> sigmoid',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: () => extent(0, 1),
  emit: (_, inputs) => sigmoid(one(inputs)),
});
