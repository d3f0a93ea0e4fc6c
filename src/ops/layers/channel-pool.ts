import { max } from '../../graph/primitives/max.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { word } from '../core/parameter.ts';

export const channelPool = defineLayer({
  name: 'channel_pool',
  doc: 'One number for each pixel: height x width x 1.',
  provenance: 'standard; CBAM, Woo et al. 2018',
  example: 'difference = channel_pool(abs(seen - normal))',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    method: word(['average', 'max'], { default: 'average', doc: 'the mean of the channels, or the largest' }),
  },
  extent: ([x = unknownExtent]) => alike(x),
  emit(_, inputs, { method }) {
    const channels = { axes: [3], keepDims: true };
    return method === 'average' ? mean(one(inputs), channels) : max(one(inputs), channels);
  },
});
