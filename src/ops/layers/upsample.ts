import { dimension } from '../../graph/ir/tensor.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import { method, resized } from '../parts/resized.ts';

export const upsample = defineLayer({
  name: 'upsample',
  doc: 'The sides a whole number of times larger, without weights.',
  provenance: 'standard',
  example: 'd3 = e4 -> upsample(2, method: bilinear) -> conv(128)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: { factor: count({ default: 2, doc: 'how many times larger' }), method },
  extent: ([x = unknownExtent]) => alike(x),
  emit(_, inputs, settings) {
    const x = one(inputs);
    const side = { height: dimension(x, 1) * settings.factor, width: dimension(x, 2) * settings.factor };
    return resized(x, side, settings.method);
  },
});
