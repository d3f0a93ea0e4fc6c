// Sorts tens of millions of floating-point numbers by their bits, ascending, with an optional column that
// moves along. Least significant digit first, so the time does not depend on their order.

export type FloatArray = Float32Array | Float64Array;

const SIGN = 1 << 31;

/** Values as 32-bit words, the least significant first: one word for float32, two for float64. */
interface Columns {
  readonly words: Int32Array;
  readonly stride: 1 | 2;
  readonly classes: Uint32Array | undefined;
}

/** Some bits of a word, and how many of the numbers to sort have each value of them. */
interface Digit {
  readonly word: number;
  readonly shift: number;
  readonly counts: Uint32Array;
}

/** Sorts in place; owns the memory that this needs, as much as the largest array so far. */
export class FloatSorter {
  #words = new Int32Array(0);
  #classes = new Uint32Array(0);

  /** Values ascending, -0 before 0, and the classes in the same order. No value may be NaN. */
  sort(values: FloatArray, classes?: Uint32Array): void {
    const stride = values instanceof Float64Array ? 2 : 1;
    const words = new Int32Array(values.buffer, values.byteOffset, values.length * stride);
    const columns: Columns = { words, stride, classes };
    const spare = this.#spareFor(columns);
    const high = countHigh(columns);
    if (!(values instanceof Float64Array)) {
      sortByDigits(columns, spare, high);
      return;
    }
    // The leading 44 bits tell nearly all doubles apart, and insertion the rest.
    const leading = [countLow(columns, 20, 12), ...high];
    sortByDigits(columns, spare, leading);
    const moves = 4 * values.length;
    if (insertMisplaced(values, classes, moves)) return;
    sortByDigits(columns, spare, [countLow(columns, 0, 10), countLow(columns, 10, 10), ...leading]);
  }

  #spareFor({ words, stride, classes }: Columns): Columns {
    if (this.#words.length < words.length) this.#words = new Int32Array(words.length);
    if (classes && this.#classes.length < classes.length) this.#classes = new Uint32Array(classes.length);
    return {
      words: this.#words.subarray(0, words.length),
      stride,
      classes: classes && this.#classes.subarray(0, classes.length),
    };
  }
}

/** The three digits of the most significant word. 11 bits: write positions stay in the first-level cache. */
function countHigh({ words, stride }: Columns): readonly Digit[] {
  const [low, middle, high] = [new Uint32Array(1 << 11), new Uint32Array(1 << 11), new Uint32Array(1 << 10)];
  const word = stride - 1;
  for (let i = word; i < words.length; i += stride) {
    const bits = words[i] ?? 0;
    const lowest = bucketOf(bits, bits, 0, 0x7ff, SIGN);
    const next = bucketOf(bits, bits, 11, 0x7ff, SIGN);
    const highest = bucketOf(bits, bits, 22, 0x3ff, SIGN);
    low[lowest] = (low[lowest] ?? 0) + 1;
    middle[next] = (middle[next] ?? 0) + 1;
    high[highest] = (high[highest] ?? 0) + 1;
  }
  return [
    { word, shift: 0, counts: low },
    { word, shift: 11, counts: middle },
    { word, shift: 22, counts: high },
  ];
}

/** A digit of the less significant word of float64. */
function countLow({ words }: Columns, shift: number, bits: number): Digit {
  const counts = new Uint32Array(1 << bits);
  for (let i = 0; i < words.length; i += 2) {
    const bucket = bucketOf(words[i] ?? 0, words[i + 1] ?? 0, shift, counts.length - 1, 0);
    counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { word: 0, shift, counts };
}

/** A negative number's bits are inverted and a positive one's sign bit is set: then bits order as numbers. */
function bucketOf(word: number, high: number, shift: number, mask: number, flip: number): number {
  return ((word ^ ((high >> 31) | flip)) >>> shift) & mask;
}

function sortByDigits(columns: Columns, spare: Columns, digits: readonly Digit[]): void {
  let from = columns;
  let to = spare;
  for (const digit of digits) {
    // One bucket that holds all: nothing would move.
    if (digit.counts.includes(from.words.length / from.stride)) continue;
    scatter(from, to, digit);
    [from, to] = [to, from];
  }
  if (from === columns) return;
  columns.words.set(from.words);
  if (from.classes) columns.classes?.set(from.classes);
}

function scatter(from: Columns, to: Columns, digit: Digit): void {
  if (from.classes && to.classes) scatterClasses(from, from.classes, to.classes, digit);
  if (from.stride === 1) scatterFloat32(from.words, to.words, digit);
  else scatterFloat64(from.words, to.words, digit);
}

/** Where each bucket begins in sorted order. */
function startsOf(counts: Uint32Array): Uint32Array {
  let start = 0;
  return counts.map((count) => {
    start += count;
    return start - count;
  });
}

// Three loops that differ in what they move: one loop for all took twice the time.
function scatterFloat32(words: Int32Array, target: Int32Array, { shift, counts }: Digit): void {
  const positions = startsOf(counts);
  const mask = counts.length - 1;
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? 0;
    const bucket = bucketOf(word, word, shift, mask, SIGN);
    const position = positions[bucket] ?? 0;
    positions[bucket] = position + 1;
    target[position] = word;
  }
}

function scatterFloat64(words: Int32Array, target: Int32Array, { word, shift, counts }: Digit): void {
  const positions = startsOf(counts);
  const mask = counts.length - 1;
  const flip = word === 1 ? SIGN : 0;
  for (let i = 0; i < words.length; i += 2) {
    const low = words[i] ?? 0;
    const high = words[i + 1] ?? 0;
    const bucket = bucketOf(word === 0 ? low : high, high, shift, mask, flip);
    const position = positions[bucket] ?? 0;
    positions[bucket] = position + 1;
    target[2 * position] = low;
    target[2 * position + 1] = high;
  }
}

function scatterClasses(
  { words, stride }: Columns,
  classes: Uint32Array,
  target: Uint32Array,
  { word, shift, counts }: Digit,
): void {
  const positions = startsOf(counts);
  const mask = counts.length - 1;
  const flip = word === stride - 1 ? SIGN : 0;
  for (let row = 0; row < classes.length; row++) {
    const i = row * stride;
    const bucket = bucketOf(words[i + word] ?? 0, words[i + stride - 1] ?? 0, shift, mask, flip);
    const position = positions[bucket] ?? 0;
    positions[bucket] = position + 1;
    target[position] = classes[row] ?? 0;
  }
}

/** Insertion sort of what is nearly in order; false if it took more than so many moves. */
function insertMisplaced(values: Float64Array, classes: Uint32Array | undefined, maxMoves: number): boolean {
  let moves = 0;
  for (let i = 1; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value >= (values[i - 1] ?? 0)) continue;
    const itsClass = classes?.[i] ?? 0;
    let j = i;
    for (; j > 0 && (values[j - 1] ?? 0) > value; j--) {
      values[j] = values[j - 1] ?? 0;
      if (classes) classes[j] = classes[j - 1] ?? 0;
    }
    values[j] = value;
    if (classes) classes[j] = itsClass;
    moves += i - j;
    if (moves > maxMoves) return false;
  }
  return true;
}
