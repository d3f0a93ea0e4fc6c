// The paired t test, its interval and Holm's correction give what SciPy and statsmodels give for the same numbers.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fewestForInterval, fewestForTest, holm, pairedTest } from '../../../src/statistics/paired-test.ts';
import { medianOf } from '../../../src/statistics/sample.ts';

interface Expected {
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly p: number;
  readonly low: number;
  readonly high: number;
}
const values: {
  readonly tests: readonly Expected[];
  readonly corrections: readonly { readonly p: readonly number[]; readonly corrected: readonly number[] }[];
} = JSON.parse(readFileSync('test/fixtures/statistics/values.json', 'utf8'));

test.each(values.tests.map((one) => [one.a.length, one.mean, one] as const))('%d pairs, %d apart', (count, _, one) => {
  const found = pairedTest(one.b.map((value, i) => value - (one.a[i] ?? Number.NaN)));
  expect(found?.count).toBe(count);
  expect(found?.mean).toBeCloseTo(one.mean, 12);
  expect(found?.deviation).toBeCloseTo(one.deviation, 12);
  if (count < fewestForInterval) expect(found?.interval).toBeUndefined();
  else {
    expect(found?.interval?.low).toBeCloseTo(one.low, 8);
    expect(found?.interval?.high).toBeCloseTo(one.high, 8);
  }
  if (count < fewestForTest) expect(found).toMatchObject({ p: undefined, missing: 'few' });
  else expect(Math.abs((found?.p ?? Number.NaN) / one.p - 1)).toBeLessThan(1e-6);
});

test.each(values.corrections)("Holm's correction of $p", ({ p, corrected }) => {
  for (const [i, value] of holm(p).entries()) expect(value).toBeCloseTo(corrected[i] ?? Number.NaN, 12);
});

describe('what no test can be made of', () => {
  test('nothing, and one pair', () => {
    expect(pairedTest([])).toBeUndefined();
    expect(pairedTest([0.1])).toEqual({ count: 1, mean: 0.1, missing: 'few' });
    expect(holm([])).toEqual([]);
  });

  test('differences that are the same but for rounding have no p-value of nothing', () => {
    const found = pairedTest([0.7 - 0.6, 0.8 - 0.7, 0.9 - 0.8, 0.3 - 0.2, 0.4 - 0.3]);
    expect(found).toMatchObject({ p: undefined, missing: 'alike' });
    expect(found?.interval?.low).toBeCloseTo(0.1, 12);
  });
});

test('the median of an even and an odd count', () => {
  expect([medianOf([3, 1, 2]), medianOf([4, 1, 3, 2])]).toEqual([2, 2.5]);
});
