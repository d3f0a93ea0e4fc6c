import { dimension } from '../../graph/ir/tensor.ts';
import { alike, unknownExtent } from '../core/extent.ts';
import { two } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { method, resized } from '../parts/resized.ts';

export const resizeLike = defineLayer({
  name: 'resize_like',
  doc: 'A tensor at the height and width of another one. To shrink it, pool first: pixels between are skipped.',
  provenance: 'standard',
  example: 'd2 = concat(e4 -> resize_like(e2, method: bilinear), e2) -> conv(64)',
  inputs: [
    { name: 'x', type: 'tensor', doc: 'height x width x channels' },
    { name: 'like', type: 'tensor', doc: 'brings height and width' },
  ],
  parameters: { method },
  extent: ([x = unknownExtent]) => alike(x),
  emit(_, inputs, settings) {
    const [x, like] = two(inputs);
    return resized(x, { height: dimension(like, 1), width: dimension(like, 2) }, settings.method);
  },
});
