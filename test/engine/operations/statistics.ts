// Whether what was drawn follows a distribution. Seeds are fixed, and a right operation fails once in ten thousand choices
// of the seed.
import { expect } from 'vitest';

/** Kolmogorov's test: the greatest distance between the shares below a value, drawn and expected. */
export function expectDistributed(drawn: readonly number[], below: (value: number) => number): void {
  const sorted = drawn.toSorted((a, b) => a - b);
  const n = sorted.length;
  const distance = sorted.reduce((most, value, i) => {
    const share = below(value);
    return Math.max(most, Math.abs(share - i / n), Math.abs(share - (i + 1) / n));
  }, 0);
  const allowed = 2.23 / Math.sqrt(n);
  expect(distance, `${n} numbers from ${sorted[0]} to ${sorted.at(-1)}`).toBeLessThan(allowed);
}

/** Evenly from one number to another. `grain`: how exactly the numbers are known. */
export function expectUniform(drawn: readonly number[], from: number, to: number, grain = 1e-6): void {
  for (const value of drawn) {
    expect(value).toBeGreaterThanOrEqual(from - grain);
    expect(value).toBeLessThanOrEqual(to + grain);
  }
  expectDistributed(drawn, (value) => Math.min(Math.max((value - from) / (to - from), 0), 1));
}

/** Evenly over the orders of magnitude. */
export function expectLogUniform(drawn: readonly number[], from: number, to: number, grain = 1e-6): void {
  expectUniform(drawn.map(Math.log), Math.log(from), Math.log(to), grain / from);
}

/** Pearson's test: how often each of several things was drawn, and how likely each is. */
export function expectFrequencies(counts: readonly number[], chances: readonly number[]): void {
  const total = counts.reduce((a, b) => a + b, 0);
  const deviation = chances.reduce((sum, chance, i) => {
    const expected = chance * total;
    return sum + ((counts[i] ?? 0) - expected) ** 2 / expected;
  }, 0);
  expect(deviation, `${counts.join(', ')} of ${total}`).toBeLessThan(chiSquareLimit(chances.length - 1));
}

/** Counts of each value of a list. */
export function countsOf<T>(drawn: readonly T[], values: readonly T[]): readonly number[] {
  return values.map((value) => drawn.filter((one) => one === value).length);
}

export function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => a + b, 0) / values.length;
}

export function deviationOf(values: ArrayLike<number>): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(Array.from(values, (value) => (value - mean) ** 2)));
}

// What a ten-thousandth lies above (Wilson and Hilferty 1931).
function chiSquareLimit(freedom: number): number {
  const part = 2 / (9 * freedom);
  return freedom * (1 - part + 3.719 * Math.sqrt(part)) ** 3;
}
