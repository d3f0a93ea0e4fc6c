// Walks a sorted block of pixels from its highest score down.
import type { Pixels } from './pixel-column.ts';
import type { FloatArray } from './radix-sort.ts';

/** `taken`, `lowest` and `sum` tell of the last take. */
export class DescendingCursor {
  /** The next score; -Infinity at the end. */
  head: number;
  taken = 0;
  readonly #values: FloatArray;
  readonly #classes: Uint32Array | number;
  #start: number;

  constructor({ values, classes }: Pixels) {
    this.#values = values;
    this.#classes = classes;
    this.#start = values.length;
    this.head = values.at(-1) ?? -Infinity;
  }

  /** The lowest score taken. */
  get lowest(): number {
    return this.#values[this.#start] ?? Infinity;
  }

  /** Takes all that is higher. */
  takeAbove(score: number): void {
    const values = this.#values;
    let start = this.#start;
    let head = this.head;
    while (head > score) head = --start > 0 ? (values[start - 1] ?? 0) : -Infinity;
    this.#moveTo(start, head);
  }

  /** Takes all that is equal or higher; the score is finite. */
  takeFrom(score: number): void {
    const values = this.#values;
    let start = this.#start;
    let head = this.head;
    while (head >= score) head = --start > 0 ? (values[start - 1] ?? 0) : -Infinity;
    this.#moveTo(start, head);
  }

  /** The weights of what was taken, summed; `weights` are indexed by class. */
  sum(weights: ArrayLike<number>): number {
    const classes = this.#classes;
    if (typeof classes === 'number') return this.taken * (weights[classes] ?? 0);
    let sum = 0;
    for (let i = this.#start; i < this.#start + this.taken; i++) sum += weights[classes[i] ?? 0] ?? 0;
    return sum;
  }

  #moveTo(start: number, head: number): void {
    this.taken = this.#start - start;
    this.#start = start;
    this.head = head;
  }
}
