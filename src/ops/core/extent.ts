// Between which numbers a value surely lies at every pixel, whatever the weights are. Sums and products also keep how they
// are made of values that vary independently, so that `a + b - a * b` of two in 0..1 is known to stay there.

export interface Extent {
  readonly low: number;
  readonly high: number;
  /** What it is a sum of; undefined: it varies by itself. */
  readonly terms?: readonly ProductTerm[];
}

/** A number times values, each of which stands in it once: so extremes lie where each is least or largest. */
interface ProductTerm {
  readonly factor: number;
  readonly values: readonly Extent[];
}

export const unknownExtent: Extent = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };

/** Beyond these, how a value is made is no longer kept. */
const mostTerms = 32;
const mostValues = 6;

export function extent(low: number, high: number): Extent {
  return { low, high };
}

export function exactly(value: number): Extent {
  return { low: value, high: value, terms: [{ factor: value, values: [] }] };
}

/** What lies between the same numbers, but belongs to other pixels: resized, pooled, cut out. */
export function alike({ low, high }: Extent): Extent {
  return { low, high };
}

/** What may be any of them. */
export function unionOf(extents: readonly Extent[]): Extent {
  const [low, high] = [Math.min(...extents.map((x) => x.low)), Math.max(...extents.map((x) => x.high))];
  return extents.length === 0 ? unknownExtent : { low, high };
}

/** Of a function that never falls. */
export function rising({ low, high }: Extent, f: (x: number) => number): Extent {
  return { low: f(low), high: f(high) };
}

export function sumOf(a: Extent, b: Extent): Extent {
  const plain = { low: a.low + b.low, high: a.high + b.high };
  return narrowed(plain, isBounded(a) && isBounded(b) ? collected([...termsOf(a), ...termsOf(b)]) : undefined);
}

export function productOf(a: Extent, b: Extent): Extent {
  if (isSameSum(termsOf(a), termsOf(b))) return squareOf(a);
  const corners = [a.low, a.high].flatMap((x) => [b.low, b.high].map((y) => (x === 0 || y === 0 ? 0 : x * y)));
  const plain = { low: Math.min(...corners), high: Math.max(...corners) };
  return narrowed(plain, isBounded(a) && isBounded(b) ? expanded(termsOf(a), termsOf(b)) : undefined);
}

export function timesNumber(x: Extent, factor: number): Extent {
  return productOf(x, exactly(factor));
}

export function differenceOf(a: Extent, b: Extent): Extent {
  return sumOf(a, timesNumber(b, -1));
}

export function squareOf(x: Extent): Extent {
  return rising(magnitudeOf(x), (size) => size * size);
}

export function magnitudeOf({ low, high }: Extent): Extent {
  const least = low > 0 ? low : high < 0 ? -high : 0;
  return { low: least, high: Math.max(-low, high) };
}

/** Of a divisor that may be 0 nothing is known, but that a part of it is at most all of it. */
export function quotientOf(a: Extent, b: Extent): Extent {
  if (b.low === b.high && b.low !== 0) return timesNumber(a, 1 / b.low);
  const { low, high } = b.low > 0 || b.high < 0 ? productOf(a, extent(1 / b.high, 1 / b.low)) : unknownExtent;
  if (b.low < 0) return { low, high };
  const isPart = differenceOf(b, a).low >= 0;
  return { low: a.low >= 0 ? Math.max(low, 0) : low, high: isPart ? Math.min(high, 1) : high };
}

/** True where it lies within, but for what rounding leaves. */
export function liesWithin({ low, high }: Extent, [least, largest]: readonly [number, number]): boolean {
  const slack = 1e-5 * (largest - least);
  return low >= least - slack && high <= largest + slack;
}

export function isBounded({ low, high }: Extent): boolean {
  return Number.isFinite(low) && Number.isFinite(high);
}

function termsOf(x: Extent): readonly ProductTerm[] {
  return x.terms ?? [{ factor: 1, values: [x] }];
}

// Equal products added up.
function collected(terms: readonly ProductTerm[]): readonly ProductTerm[] {
  const sums: ProductTerm[] = [];
  for (const { factor, values } of terms) {
    const at = sums.findIndex((sum) => isSame(sum.values, values));
    const before = sums[at];
    if (before) sums[at] = { factor: before.factor + factor, values };
    else sums.push({ factor, values });
  }
  return sums;
}

// Undefined where a value would be squared.
function expanded(a: readonly ProductTerm[], b: readonly ProductTerm[]): readonly ProductTerm[] | undefined {
  if (a.length * b.length > mostTerms) return undefined;
  const hasSquare = a.some((x) => b.some((y) => x.values.some((value) => y.values.includes(value))));
  if (hasSquare) return undefined;
  return collected(
    a.flatMap((x) => b.map((y) => ({ factor: x.factor * y.factor, values: [...x.values, ...y.values] }))),
  );
}

function isSameSum(a: readonly ProductTerm[], b: readonly ProductTerm[]): boolean {
  const isIn = ({ factor, values }: ProductTerm) => b.some((x) => x.factor === factor && isSame(x.values, values));
  return a.length === b.length && a.every(isIn);
}

function isSame(a: readonly Extent[], b: readonly Extent[]): boolean {
  return a.length === b.length && a.every((value) => b.includes(value));
}

// By its terms it may lie closer than its operands tell.
function narrowed({ low, high }: Extent, terms: readonly ProductTerm[] | undefined): Extent {
  const values = [...new Set(terms?.flatMap((term) => term.values))];
  if (terms === undefined || terms.length > mostTerms || values.length > mostValues) return { low, high };
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let corner = 0; corner < 2 ** values.length; corner++) {
    const at = (value: Extent) => ((corner >> values.indexOf(value)) & 1 ? value.high : value.low);
    const sum = terms.reduce((total, term) => total + term.values.reduce((f, value) => f * at(value), term.factor), 0);
    least = Math.min(least, sum);
    largest = Math.max(largest, sum);
  }
  return { low: Math.max(low, least), high: Math.min(high, largest), terms };
}
