import { dimension, type Tensor } from '../../graph/ir/tensor.ts';
import { mirrorPad } from '../../graph/primitives/mirror-pad.ts';
import { type Paddings, pad } from '../../graph/primitives/pad.ts';
import { alike, exactly, unionOf, unknownExtent } from '../core/extent.ts';
import { one } from '../core/inputs.ts';
import { defineLayer } from '../core/operation.ts';
import { count, word } from '../core/parameter.ts';
import type { LayerScope } from '../core/scopes.ts';

const more = (where: string) => count({ default: 0, min: 0, doc: `so many more pixels ${where}` });

export const padLayer = defineLayer({
  name: 'pad',
  doc: 'A border around a tensor.',
  provenance: 'standard',
  example: 'd2 = e2 -> pad(1, method: reflect) -> conv(64, border: none)',
  inputs: [{ name: 'x', type: 'tensor', doc: 'height x width x channels' }],
  parameters: {
    size: count({ default: 0, min: 0, doc: 'pixels on each side' }),
    method: word(['zero', 'reflect'], {
      default: 'zero',
      doc: 'zeros, or the tensor mirrored at its edge, which is not repeated',
    }),
    top: more('above'),
    bottom: more('below'),
    left: more('on the left'),
    right: more('on the right'),
  },
  // Also where nothing is added, which no pipeline does.
  extent: ([x = unknownExtent], { method }) => (method === 'zero' ? unionOf([x, exactly(0)]) : alike(x)),
  emit(scope, inputs, { size, method, top, bottom, left, right }) {
    const x = one(inputs);
    const paddings: Paddings = [
      [0, 0],
      [size + top, size + bottom],
      [size + left, size + right],
      [0, 0],
    ];
    if (method === 'zero' || paddings.flat().every((pixels) => pixels === 0)) return pad(x, paddings);
    checkMirror(scope, x, paddings);
    return mirrorPad(x, paddings);
  },
});

function checkMirror(scope: LayerScope, x: Tensor, paddings: Paddings): void {
  for (const axis of [1, 2]) {
    const most = dimension(x, axis) - 1;
    const wanted = Math.max(...(paddings[axis] ?? []));
    if (wanted <= most) continue;
    const reason = `a mirror of ${most + 1} pixels shows ${most} beyond its edge, not ${wanted}`;
    scope.fail('operation-fails', { operation: 'pad', reason });
  }
}
