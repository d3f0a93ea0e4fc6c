import { leakyRelu } from '../../graph/primitives/leaky-relu.ts';
import { rising, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { number } from '../core/parameter.ts';

export const leakyReluLayer = defineLayer({
  name: 'leaky_relu',
  doc: 'x above 0, slope * x below.',
  provenance: 'Maas et al. 2013',
  example: 'e1 = seen -> conv(64) -> leaky_relu(0.2)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { slope: number({ default: 0.2, min: 0, max: 1, doc: 'factor below 0' }) },
  extent: ([x = unknownExtent], { slope }) =>
    rising(x, (value) => (value < 0 && slope === 0 ? 0 : value * (value < 0 ? slope : 1))),
  emit: (_, inputs, { slope }) => leakyRelu(one(inputs), slope),
});
