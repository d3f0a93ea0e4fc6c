import { sigmoid } from '../../graph/primitives/sigmoid.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const sigmoidLayer = defineLayer({
  name: 'sigmoid',
  doc: '1 / (1 + exp(-x)): values from 0 to 1.',
  provenance: 'standard',
  example: 'map = d1 -> conv(1) -> sigmoid',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  emit: (_, inputs) => sigmoid(one(inputs)),
});
