import { float32s } from '../../graph/constant.ts';
import { broadcastBatch } from '../../graph/primitives/broadcast-batch.ts';
import { dimension } from '../../graph/tensor.ts';
import { defineLayer } from '../operation.ts';
import { flag } from '../parameter.ts';

export const coordinates = defineLayer({
  name: 'coordinates',
  doc: 'Where each pixel lies in the image, from -1 (left, top) to 1 (right, bottom): two channels, x and y. Nothing augments them.',
  provenance: 'paper (coordinate channel); CoordConv, Liu et al. 2018',
  example: 'e1 = concat(seen, coordinates()) -> conv(64)',
  inputs: [],
  parameters: {
    radius: flag({ default: false, doc: 'a third channel: the distance from the middle, 1 at the middle of an edge' }),
  },
  emit(scope, _, { radius }) {
    const [height, width] = [dimension(scope.like, 1), dimension(scope.like, 2)];
    const channels = radius ? 3 : 2;
    const grid = new Float32Array(height * width * channels);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [u, v] = [centred(x, width), centred(y, height)];
        grid.set(radius ? [u, v, Math.hypot(u, v)] : [u, v], (y * width + x) * channels);
      }
    }
    const one = scope.builder.current.constant(float32s(grid, [1, height, width, channels]));
    return broadcastBatch(one, scope.like);
  },
});

function centred(index: number, size: number): number {
  return size === 1 ? 0 : (index / (size - 1)) * 2 - 1;
}
