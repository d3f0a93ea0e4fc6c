// Which images a step sees: epoch after epoch, each in its own random order. A function of the seed and
// the step alone, so that a run that is resumed sees what it would have seen.
import { namedDraws } from '../named-draws.ts';
import { shuffled } from './shuffle.ts';

export interface BatchOrder {
  /** Rows of the training images: normal samples first, then synthetic ones. */
  images(step: number): Int32Array;
  /** For each synthetic sample, rows of other images: synthetic x donors. */
  donors(step: number): Int32Array;
}

export interface OrderOptions {
  readonly images: number;
  readonly normal: number;
  readonly synthetic: number;
  readonly donors: number;
  readonly seed: number;
}

export function batchOrder({ images, normal, synthetic, donors, seed }: OrderOptions): BatchOrder {
  const size = normal + synthetic;
  let known = { epoch: -1, order: [] as readonly number[] };
  const rowAt = (position: number): number => {
    const epoch = Math.floor(position / images);
    if (epoch !== known.epoch) known = { epoch, order: shuffled(images, namedDraws(`${seed}/order/${epoch}`)) };
    return known.order[position % images] ?? 0;
  };
  const imagesOf = (step: number) => Int32Array.from({ length: size }, (_, i) => rowAt(step * size + i));
  return {
    images: imagesOf,
    donors(step) {
      const own = imagesOf(step);
      const draws = namedDraws(`${seed}/donors/${step}`);
      return Int32Array.from({ length: synthetic * donors }, (_, i) => {
        // One of the others: skip over the image itself.
        const row = own[normal + Math.floor(i / donors)] ?? 0;
        const other = draws.integer(Math.max(1, images - 1));
        return images === 1 ? 0 : other < row ? other : other + 1;
      });
    },
  };
}
