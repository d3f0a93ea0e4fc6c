import { alike, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count } from '../core/parameter.ts';
import { method, resized } from '../parts/resized.ts';

export const resize = defineLayer({
  name: 'resize',
  doc: 'A tensor at another height and width. To shrink it, pool first: pixels between are skipped.',
  provenance: 'standard',
  example: 'small = seen -> average_pool(2) -> resize(height: 32, width: 32, method: bilinear)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    height: count({ doc: 'rows of the result' }),
    width: count({ doc: 'columns of the result' }),
    method,
  },
  extent: ([x = unknownExtent]) => alike(x),
  emit: (_, inputs, settings) => resized(one(inputs), settings, settings.method),
});
