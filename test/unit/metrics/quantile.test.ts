// Quantiles against NumPy's: test/fixtures/metrics/make.py.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addLevels, emptyLevels, levelQuantile, quantile } from '../../../src/metrics/figures/quantile.ts';
import { type ImageRecipe, makeImage } from './recipes.ts';

interface QuantileCase {
  readonly name: string;
  readonly fraction: number;
  readonly image: ImageRecipe;
  readonly expected: number;
}

const cases: readonly QuantileCase[] = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics/quantiles.json', import.meta.url), 'utf8'),
);

describe('quantiles equal those of NumPy', () => {
  test.each(cases)('$name', ({ image, fraction, expected }) => {
    const { anomalyMap } = makeImage(image);
    if (!(anomalyMap instanceof Uint16Array)) {
      expect(quantile(anomalyMap, fraction)).toBeCloseTo(expected, 15);
      return;
    }
    const counts = emptyLevels();
    addLevels(counts, anomalyMap.subarray(0, 400));
    addLevels(counts, anomalyMap.subarray(400));
    expect(levelQuantile(counts, fraction)).toBeCloseTo(expected, 15);
    expect(
      quantile(
        Float64Array.from(anomalyMap, (level) => level / 65_535),
        fraction,
      ),
    ).toBeCloseTo(expected, 15);
  });
});

test('8-bit levels count as 16-bit levels of the same value', () => {
  const counts = emptyLevels();
  addLevels(counts, Uint8Array.of(51, 51, 51));
  expect(levelQuantile(counts, 0.5)).toBe(0.2);
});

test('quantiles of nothing are null', () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(levelQuantile(emptyLevels(), 0.5)).toBeNull();
});
