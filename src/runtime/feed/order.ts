// Which images a batch has: epoch after epoch, each in its own random order. A function of the seed and
// the number of the batch alone, so that a run that is resumed sees what it would have seen.
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';

/** `batch`: its number in the whole training, from 0. */
export interface BatchOrder {
  /** Rows of the training images: normal samples first, then synthetic ones. */
  images(batch: number): Int32Array;
  /** For each synthetic sample, rows of other images: synthetic x donors. */
  donors(batch: number): Int32Array;
  /** For each synthetic sample a row of each folder of textures: synthetic x folders. */
  textures(batch: number): Int32Array;
}

export interface OrderOptions {
  readonly images: number;
  readonly normal: number;
  readonly synthetic: number;
  readonly donors: number;
  /** How many pictures each folder of textures has. */
  readonly textures?: readonly number[];
  readonly seed: number;
}

export function batchOrder({ images, normal, synthetic, donors, textures = [], seed }: OrderOptions): BatchOrder {
  const size = normal + synthetic;
  let known = { epoch: -1, order: [] as readonly number[] };
  const rowAt = (position: number): number => {
    const epoch = Math.floor(position / images);
    if (epoch !== known.epoch) known = { epoch, order: shuffled(images, namedDraws(`${seed}/order/${epoch}`)) };
    return known.order[position % images] ?? 0;
  };
  const imagesOf = (batch: number) => Int32Array.from({ length: size }, (_, i) => rowAt(batch * size + i));
  return {
    images: imagesOf,
    donors(batch) {
      const own = imagesOf(batch);
      const draws = namedDraws(`${seed}/donors/${batch}`);
      return Int32Array.from({ length: synthetic * donors }, (_, i) => {
        // One of the others: skip over the image itself.
        const row = own[normal + Math.floor(i / donors)] ?? 0;
        const other = draws.integer(Math.max(1, images - 1));
        return images === 1 ? 0 : other < row ? other : other + 1;
      });
    },
    textures(batch) {
      const draws = namedDraws(`${seed}/textures/${batch}`);
      return Int32Array.from({ length: synthetic * textures.length }, (_, i) =>
        draws.integer(textures[i % textures.length] ?? 1),
      );
    },
  };
}
