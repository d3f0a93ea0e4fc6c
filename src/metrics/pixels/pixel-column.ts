// A growing column of scores, each with a class, kept as sorted blocks that are walked together from the
// highest score down. A class is an index into a table of weights, so that a pixel carries 4 bytes more
// and not 16, and none at all where a whole block is of one class.
import type { FloatArray, FloatSorter } from './radix-sort.ts';

/** Scores with one class each, or one class for all. */
export interface Pixels {
  readonly values: FloatArray;
  readonly classes: Uint32Array | number;
}

/** A block is sorted when it has so many pixels, which bounds the memory that sorting needs. */
export const BLOCK_PIXELS = 1 << 24;
const FIRST_PIXELS = 1 << 14;

export class PixelColumn {
  readonly #sorter: FloatSorter;
  readonly #blockPixels: number;
  readonly #sorted: Pixels[] = [];
  #open: OpenBlock | undefined;

  constructor(sorter: FloatSorter, blockPixels: number) {
    this.#sorter = sorter;
    this.#blockPixels = blockPixels;
  }

  /** Copies the values, all of one class. */
  append(values: FloatArray, itsClass: number): void {
    let left = values;
    while (left.length > 0) {
      if (this.#open?.isFull || this.#open?.isWide !== values instanceof Float64Array) this.#close();
      this.#open ??= new OpenBlock(values instanceof Float64Array, this.#blockPixels);
      left = left.subarray(this.#open.append(left, itsClass));
    }
  }

  /** Each block ascending. */
  blocks(): readonly Pixels[] {
    this.#close();
    return this.#sorted;
  }

  #close(): void {
    if (this.#open === undefined) return;
    const pixels = this.#open.pixels();
    this.#open = undefined;
    this.#sorter.sort(pixels.values, typeof pixels.classes === 'number' ? undefined : pixels.classes);
    this.#sorted.push(pixels);
  }
}

/** Grows to a full block. */
class OpenBlock {
  readonly isWide: boolean;
  readonly #capacity: number;
  #values: FloatArray;
  #classes: Uint32Array | undefined;
  #firstClass: number | undefined;
  #length = 0;

  constructor(isWide: boolean, capacity: number) {
    this.isWide = isWide;
    this.#capacity = capacity;
    this.#values = this.#allocate(Math.min(FIRST_PIXELS, capacity));
  }

  get isFull(): boolean {
    return this.#length === this.#capacity;
  }

  /** How many of the values found room. */
  append(values: FloatArray, itsClass: number): number {
    const count = Math.min(values.length, this.#capacity - this.#length);
    const end = this.#length + count;
    if (end > this.#values.length) this.#grow(end);
    this.#values.set(values.subarray(0, count), this.#length);
    this.#firstClass ??= itsClass;
    if (itsClass !== this.#firstClass && this.#classes === undefined) {
      this.#classes = new Uint32Array(this.#values.length).fill(this.#firstClass, 0, this.#length);
    }
    this.#classes?.fill(itsClass, this.#length, end);
    this.#length = end;
    return count;
  }

  pixels(): Pixels {
    const classes = this.#classes?.subarray(0, this.#length) ?? this.#firstClass ?? 0;
    return { values: this.#values.subarray(0, this.#length), classes };
  }

  #grow(needed: number): void {
    const size = Math.min(this.#capacity, Math.max(needed, 4 * this.#values.length));
    const values = this.#allocate(size);
    values.set(this.#values.subarray(0, this.#length));
    this.#values = values;
    if (this.#classes === undefined) return;
    const classes = new Uint32Array(size);
    classes.set(this.#classes.subarray(0, this.#length));
    this.#classes = classes;
  }

  #allocate(size: number): FloatArray {
    return this.isWide ? new Float64Array(size) : new Float32Array(size);
  }
}
