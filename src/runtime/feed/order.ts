// Which images a batch has: epoch after epoch, each in its own random order. A function of the seed and
// the number of the batch alone, so that a run that is resumed sees what it would have seen.
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';
import { type BalancedSlot, balancedSlots, rangeOf } from './balanced-order.ts';

/** `batch`: its number in the whole training, from 0. */
export interface BatchOrder {
  /** Rows of the training images: normal samples first, then synthetic ones. */
  images(batch: number): Int32Array;
  /** The category of each of them: 0 where there is one source. */
  categories(batch: number): Int32Array;
  /** For each synthetic sample, rows of other images (of its category): synthetic x donors. */
  donors(batch: number): Int32Array;
  /** For each synthetic sample a row of each folder of textures: synthetic x folders. */
  textures(batch: number): Int32Array;
}

export interface OrderOptions {
  readonly images: number;
  /** How many of them each category has, one category after the other; undefined where there is one source. */
  readonly categories?: readonly number[] | undefined;
  readonly normal: number;
  readonly synthetic: number;
  readonly donors: number;
  /** How many pictures each folder of textures has. */
  readonly textures?: readonly number[];
  /** Of each of them: the folder before it whose row it shows too, as masks do; undefined where it has a draw of its own. */
  readonly follows?: readonly (number | undefined)[];
  readonly seed: number;
}

export function batchOrder(options: OrderOptions): BatchOrder {
  const { images, categories, normal, synthetic, donors, textures = [], follows = [], seed } = options;
  const slotsOf = categories ? balancedSlots({ counts: categories, normal, synthetic, seed }) : inEpochs(options);
  const rangeAt = (category: number) => (categories ? rangeOf(categories, category) : { start: 0, count: images });
  return {
    images: (batch) => Int32Array.from(slotsOf(batch), ({ row }) => row),
    categories: (batch) => Int32Array.from(slotsOf(batch), ({ category }) => category),
    donors(batch) {
      const own = slotsOf(batch);
      const draws = namedDraws(`${seed}/donors/${batch}`);
      return Int32Array.from({ length: synthetic * donors }, (_, i) => {
        // One of the others: skip over the image itself.
        const { row, category } = own[normal + Math.floor(i / donors)] ?? nothing;
        const { start, count } = rangeAt(category);
        const other = start + draws.integer(Math.max(1, count - 1));
        return count === 1 ? row : other < row ? other : other + 1;
      });
    },
    textures(batch) {
      const draws = namedDraws(`${seed}/textures/${batch}`);
      const rows = new Int32Array(synthetic * textures.length);
      rows.forEach((_, i) => {
        const folder = i % textures.length;
        const other = follows[folder];
        rows[i] = other === undefined ? draws.integer(textures[folder] ?? 1) : (rows[i - folder + other] ?? 0);
      });
      return rows;
    },
  };
}

const nothing: BalancedSlot = { category: 0, row: 0 };

function inEpochs({ images, normal, synthetic, seed }: OrderOptions): (batch: number) => readonly BalancedSlot[] {
  const size = normal + synthetic;
  let known = { epoch: -1, order: [] as readonly number[] };
  const rowAt = (position: number): number => {
    const epoch = Math.floor(position / images);
    if (epoch !== known.epoch) known = { epoch, order: shuffled(images, namedDraws(`${seed}/order/${epoch}`)) };
    return known.order[position % images] ?? 0;
  };
  return (batch) => Array.from({ length: size }, (_, i) => ({ category: 0, row: rowAt(batch * size + i) }));
}
