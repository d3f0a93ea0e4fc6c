import { max } from '../../graph/primitives/max.ts';
import { mean } from '../../graph/primitives/mean.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { word } from '../core/parameter.ts';

export const globalPool = defineLayer({
  name: 'global_pool',
  doc: 'One number for each channel of a sample: 1 x 1 x channels.',
  provenance: 'standard; Lin et al. 2014',
  example: 'gate = e4 -> global_pool -> dense(64) -> sigmoid',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    method: word(['average', 'max'], { default: 'average', doc: 'the mean of all pixels, or the largest' }),
  },
  extent: ([x = unknownExtent]) => alike(x),
  emit(_, inputs, { method }) {
    const pixels = { axes: [1, 2], keepDims: true };
    return method === 'average' ? mean(one(inputs), pixels) : max(one(inputs), pixels);
  },
});
