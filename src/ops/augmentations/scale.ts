import { matmul } from '../../graph/primitives/matmul.ts';
import { mul } from '../../graph/primitives/mul.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { drawn, word } from '../core/parameter.ts';
import { clipped } from '../pixels/clipped.ts';
import { mapPlanes } from '../pixels/planes.ts';
import { scalingMatrix } from '../pixels/resample.ts';

export const scale = defineAugmentation({
  name: 'scale',
  doc: 'The content made larger or smaller about the middle of the image. `scale(x: 0.5..2)` stretches the width alone.',
  provenance: 'standard; NSA, Schlueter et al. 2022 (0.7 to 1.3)',
  example: 'donor = other_image -> scale(gaussian(1, 0.5) in 0.7..1.3) -> shift()',
  inputs: [{ name: 'image', type: 'image', doc: 'what is scaled' }],
  parameters: {
    by: drawn.number({ default: 1, min: 0.1, max: 10, doc: 'how many times larger' }),
    x: drawn.number({ default: 1, min: 0.1, max: 10, doc: 'how many times wider, besides' }),
    y: drawn.number({ default: 1, min: 0.1, max: 10, doc: 'how many times higher, besides' }),
    outside: word(['reflect', 'wrap', 'nearest', 'constant'], {
      default: 'reflect',
      doc: 'what surrounds content that became smaller',
    }),
  },
  result: 'image',
  moves: true,
  emit(scope, inputs, { by, x, y, outside }) {
    const both = scope.draw('by', by);
    const across = scalingMatrix(scope, scope.width, mul(both, scope.draw('x', x)), outside);
    const down = scalingMatrix(scope, scope.height, mul(both, scope.draw('y', y)), outside);
    return mapPlanes(imageInput(inputs[0]), (plane) =>
      clipped(matmul(matmul(down, plane), across, { transposeB: true })),
    );
  },
});
