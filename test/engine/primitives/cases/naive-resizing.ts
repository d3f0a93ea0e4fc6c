// Resizing and its gradient by their definition, as weights from every pixel to every pixel: independent of TensorFlow.
import type { Side } from '../../../../src/graph/rules/resizing.ts';
import type { Values } from '../example.ts';
import { filled } from '../samples.ts';

/** How much the pixel `from` of a side counts for the pixel `to` of the resized side. */
export type Weights = (from: number, size: number, to: number, target: number) => number;

/** Between the two nearest centres; pixel centres lie at halves, the edge is repeated. */
export const linearWeights: Weights = (from, size, to, target) => {
  const centre = Math.min(Math.max(((to + 0.5) * size) / target - 0.5, 0), size - 1);
  return Math.max(0, 1 - Math.abs(centre - from));
};

/** The pixel in which the centre lies. */
export const nearestWeights: Weights = (from, size, to, target) =>
  Math.floor(((to + 0.5) * size) / target) === from ? 1 : 0;

/** The image (n x h x w x c) at another size. */
export function resampled({ shape, data }: Values, { height, width }: Side, weights: Weights): Values {
  const [n = 1, h = 1, w = 1, c = 1] = shape;
  return filled([n, height, width, c], (index) => {
    const [b, y, x, channel] = placeOf(index, [n, height, width, c]);
    let total = 0;
    for (let fromY = 0; fromY < h; fromY++) {
      for (let fromX = 0; fromX < w; fromX++) {
        const share = weights(fromY, h, y, height) * weights(fromX, w, x, width);
        total += share * (data[((b * h + fromY) * w + fromX) * c + channel] ?? 0);
      }
    }
    return total;
  });
}

/** The gradient with respect to the image of that shape: every share goes back. */
export function gathered({ shape, data }: Values, image: readonly number[], weights: Weights): Values {
  const [n = 1, h = 1, w = 1, c = 1] = image;
  const [, height = 1, width = 1] = shape;
  return filled([n, h, w, c], (index) => {
    const [b, y, x, channel] = placeOf(index, [n, h, w, c]);
    let total = 0;
    for (let toY = 0; toY < height; toY++) {
      for (let toX = 0; toX < width; toX++) {
        const share = weights(y, h, toY, height) * weights(x, w, toX, width);
        total += share * (data[((b * height + toY) * width + toX) * c + channel] ?? 0);
      }
    }
    return total;
  });
}

type Four = readonly [number, number, number, number];

function placeOf(index: number, [, h, w, c]: Four): Four {
  return [Math.floor(index / (h * w * c)), Math.floor(index / (w * c)) % h, Math.floor(index / c) % w, index % c];
}
