import { softmax } from '../../graph/primitives/softmax.ts';
import { extent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';

export const softmaxLayer = defineLayer({
  name: 'softmax',
  doc: 'exp(x) by the sum of exp(x) over the channels of each pixel: shares that add up to 1.',
  provenance: 'standard',
  example: 'classes = d1 -> conv(4) -> softmax',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {},
  extent: () => extent(0, 1),
  emit: (_, inputs) => softmax(one(inputs)),
});
