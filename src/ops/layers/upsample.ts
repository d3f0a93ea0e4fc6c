import { resizeBilinear } from '../../graph/primitives/resize-bilinear.ts';
import { resizeNearest } from '../../graph/primitives/resize-nearest.ts';
import { dimension } from '../../graph/tensor.ts';
import { one } from '../inputs.ts';
import { defineLayer } from '../operation.ts';
import { count, word } from '../parameter.ts';

export const upsample = defineLayer({
  name: 'upsample',
  doc: 'The sides a whole number of times larger, without weights.',
  provenance: 'standard',
  example: 'd3 = e4 -> upsample(2, method: bilinear) -> conv(128)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    factor: count({ default: 2, doc: 'how many times larger' }),
    method: word(['nearest', 'bilinear'], {
      default: 'nearest',
      doc: 'how the pixels between are filled; pixel centres at halves',
    }),
  },
  emit(_, inputs, { factor, method }) {
    const x = one(inputs);
    const side = { height: dimension(x, 1) * factor, width: dimension(x, 2) * factor };
    return method === 'nearest' ? resizeNearest(x, side) : resizeBilinear(x, side);
  },
});
