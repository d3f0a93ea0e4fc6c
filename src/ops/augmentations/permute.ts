import { dimension } from '../../graph/ir/tensor.ts';
import { gather } from '../../graph/primitives/gather.ts';
import { reshape } from '../../graph/primitives/reshape.ts';
import { topK } from '../../graph/primitives/top-k.ts';
import { transpose } from '../../graph/primitives/transpose.ts';
import { imageInput } from '../core/inputs.ts';
import { defineAugmentation } from '../core/operation.ts';
import { count } from '../core/parameter.ts';

export const permute = defineAugmentation({
  name: 'permute',
  doc: 'The image cut into a grid of equal tiles, in random order.',
  provenance: 'CSI, Tack et al. 2020; MemSeg, Yang et al. 2022 (8 x 8)',
  example: 'donor = other_image -> maybe(50%) permute(grid: 2)',
  inputs: [{ name: 'image', type: 'image', doc: 'what is cut' }],
  parameters: {
    grid: count({ default: 2, min: 2, max: 64, doc: 'tiles along each side; the sides must divide by it' }),
  },
  result: 'image',
  moves: true,
  emit(scope, inputs, { grid }) {
    const image = imageInput(inputs[0]);
    for (const side of [scope.height, scope.width]) {
      if (side % grid !== 0)
        scope.fail(
          'indivisible-side',
          { operation: 'permute', side: `${side}`, stride: grid },
          'choose a grid that divides the size',
        );
    }
    const [h, w, c] = [scope.height / grid, scope.width / grid, dimension(image, 2)];
    const tiles = reshape(transpose(reshape(image, [grid, h, grid, w, c]), [0, 2, 1, 3, 4]), [grid * grid, h, w, c]);
    const order = topK(scope.uniform('order', [grid * grid]), grid * grid).indices;
    const shuffled = reshape(gather(tiles, order), [grid, grid, h, w, c]);
    return reshape(transpose(shuffled, [0, 2, 1, 3, 4]), [scope.height, scope.width, c]);
  },
});
