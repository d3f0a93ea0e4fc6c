// Large images in tiles: squares that overlap, each seen by the network as an image of its own, and their maps blended
// into one. Memory is that of the map and of one row of tiles, however large the image.

import { MAX_LEVEL } from '../../metrics/pixels/levels.ts';
import type { Pixels } from '../images/data-set.ts';

export interface Tiling {
  /** Side of a tile in pixels of the image. */
  readonly size: number;
  /** Pixels that neighbours share, less than `size`. */
  readonly overlap: number;
}

export interface Tile {
  readonly left: number;
  readonly top: number;
}

/** Row by row. The last tile of a row ends with the image; an image that is smaller than a tile has one. */
export function tilesOf(width: number, height: number, tiling: Tiling): readonly Tile[] {
  const lefts = startsAlong(width, tiling);
  return startsAlong(height, tiling).flatMap((top) => lefts.map((left) => ({ left, top })));
}

function startsAlong(length: number, { size, overlap }: Tiling): readonly number[] {
  if (length <= size) return [0];
  const count = Math.ceil((length - overlap) / (size - overlap));
  // Evenly, so that no two tiles are nearly the same.
  return Array.from({ length: count }, (_, i) => Math.round((i * (length - size)) / (count - 1)));
}

/** The pixels of a tile: size x size x channels. What reaches out of the image repeats its border. */
export function cutTile({ data, width, height, channels }: Pixels, { left, top }: Tile, size: number): Uint8Array {
  const out = new Uint8Array(size * size * channels);
  const inside = Math.min(size, width - left);
  for (let y = 0; y < size; y++) {
    const row = Math.min(height - 1, top + y) * width;
    const to = y * size * channels;
    out.set(data.subarray((row + left) * channels, (row + left + inside) * channels), to);
    const last = (row + width - 1) * channels;
    for (let x = inside; x < size; x++) out.set(data.subarray(last, last + channels), to + x * channels);
  }
  return out;
}

/** Takes the maps of tiles in the order of `tilesOf` and gives the map of the image. */
export class TileBlender {
  /** 16-bit levels of the whole image; rows above the tile that was added last are final. */
  readonly levels: Uint16Array;
  readonly #size: number;
  readonly #width: number;
  readonly #height: number;
  /** How much a pixel counts by its place along a tile: less towards the sides that neighbours share. */
  readonly #weights: Float32Array;
  /** Weighted sums of `size` rows from `#top` on, and the sums of the weights. */
  readonly #sums: Float32Array;
  readonly #totals: Float32Array;
  #top = 0;

  constructor(width: number, height: number, { size, overlap }: Tiling) {
    this.levels = new Uint16Array(width * height);
    this.#size = size;
    this.#width = width;
    this.#height = height;
    this.#weights = rampOf(size, overlap);
    this.#sums = new Float32Array(width * size);
    this.#totals = new Float32Array(width * size);
  }

  /** `map`: size x size levels. */
  add({ left, top }: Tile, map: Uint16Array): void {
    if (top > this.#top) this.#finishRows(top);
    const columns = Math.min(this.#size, this.#width - left);
    const rows = Math.min(this.#size, this.#height - top);
    for (let y = 0; y < rows; y++) {
      const rowWeight = this.#weights[y] ?? 0;
      const from = y * this.#size;
      const to = y * this.#width + left;
      for (let x = 0; x < columns; x++) {
        const weight = rowWeight * (this.#weights[x] ?? 0);
        this.#sums[to + x] = (this.#sums[to + x] ?? 0) + weight * (map[from + x] ?? 0);
        this.#totals[to + x] = (this.#totals[to + x] ?? 0) + weight;
      }
    }
  }

  finish(): Uint16Array {
    this.#finishRows(this.#height);
    return this.levels;
  }

  // Rows above `end` get no more tiles; the others move to the beginning of the sums.
  #finishRows(end: number): void {
    const count = Math.min(end - this.#top, this.#size) * this.#width;
    const start = this.#top * this.#width;
    for (let i = 0; i < count && start + i < this.levels.length; i++) {
      this.levels[start + i] = Math.min(MAX_LEVEL, Math.round((this.#sums[i] ?? 0) / (this.#totals[i] ?? 1)));
    }
    for (const values of [this.#sums, this.#totals]) {
      values.copyWithin(0, count);
      values.fill(0, values.length - count);
    }
    this.#top = end;
  }
}

// Smooth, and such that two neighbours together count 1 everywhere. Networks see worst at a tile's border: the outer
// quarter of what is shared is left to the neighbour, and counts only where there is none.
function rampOf(size: number, overlap: number): Float32Array {
  return Float32Array.from({ length: size }, (_, i) => {
    const depth = Math.min(i + 0.5, size - i - 0.5);
    const part = overlap === 0 ? 1 : Math.min(1, Math.max(0, (2 * depth) / overlap - 0.5));
    return Math.max(leastWeight, part * part * (3 - 2 * part));
  });
}

/** Less than a level of difference, beside a neighbour that counts whole. */
const leastWeight = 1e-6;
