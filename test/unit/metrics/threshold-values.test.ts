// What threshold rules look at, against the plain definitions: sort all values, add them up, try every threshold.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PixelValues, ScoreValues } from '../../../src/metrics/figures/threshold-values.ts';

interface Labelled {
  readonly value: number;
  readonly isAnomalous: boolean;
}

// Few values, so that there are ties.
const levels = fc.array(fc.record({ value: fc.integer({ min: 0, max: 30 }), isAnomalous: fc.boolean() }), {
  maxLength: 40,
});

function pixelsOf(all: readonly Labelled[]): PixelValues {
  const values = new PixelValues();
  const map = Uint16Array.from(all, ({ value }) => value * 2000);
  values.add(
    map,
    Uint8Array.from(all, ({ isAnomalous }) => (isAnomalous ? 255 : 0)),
  );
  return values;
}

function scoresOf(all: readonly Labelled[]): ScoreValues {
  const values = new ScoreValues();
  for (const { value, isAnomalous } of all) values.add((value * 2000) / 65_535, isAnomalous);
  return values;
}

const both = [
  ['pixels', pixelsOf],
  ['scores', scoresOf],
] as const;
const unit = ({ value }: Labelled) => (value * 2000) / 65_535;
const normal = (all: readonly Labelled[]) => all.filter(({ isAnomalous }) => !isAnomalous).map(unit);

describe.each(both)('%s', (_name, valuesOf) => {
  test('mean and standard deviation are those of the normal ones', () => {
    fc.assert(
      fc.property(levels, (all) => {
        const own = normal(all);
        const mean = own.reduce((sum, value) => sum + value, 0) / own.length;
        const squares = own.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        expectNear(valuesOf(all).mean(), own.length === 0 ? null : mean);
        expectNear(valuesOf(all).deviation(), own.length < 2 ? null : Math.sqrt(squares / (own.length - 1)));
      }),
    );
  });

  test('a quantile is linear between the sorted normal ones', () => {
    fc.assert(
      fc.property(levels, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const sorted = normal(all).toSorted((a, b) => a - b);
        const at = share * (sorted.length - 1);
        const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
        expectNear(
          valuesOf(all).quantile(share),
          sorted.length === 0 ? null : low + (high - low) * (at - Math.floor(at)),
        );
      }),
    );
  });

  test('no threshold has a higher F1 than the best one, which lies midway to the next value below', () => {
    fc.assert(
      fc.property(levels, (all) => {
        const found = valuesOf(all).bestF1();
        if (normal(all).length === 0 || normal(all).length === all.length) {
          expect(found).toBeNull();
          return;
        }
        const candidates = [...new Set(all.map(unit))].toSorted((a, b) => a - b);
        const best = Math.max(...candidates.map((threshold) => f1At(all, threshold)));
        expectNear(f1At(all, found ?? 0), best);
        // The highest of those that are as good.
        const value = candidates.findLast((threshold) => f1At(all, threshold) > best - 1e-12) ?? 0;
        const below = candidates[candidates.indexOf(value) - 1];
        expectNear(found, below === undefined ? value : (value + below) / 2);
      }),
    );
  });
});

test('the median F1 is the median of the best thresholds of images that show both kinds', () => {
  fc.assert(
    fc.property(fc.array(levels, { maxLength: 6 }), (images) => {
      const values = new PixelValues();
      for (const all of images) {
        const [map, mask] = [all.map(({ value }) => value * 2000), all.map((one) => Number(one.isAnomalous))];
        values.add(Uint16Array.from(map), Uint8Array.from(mask));
      }
      const bests = images.flatMap((all) => {
        if (normal(all).length === 0 || normal(all).length === all.length) return [];
        const candidates = [...new Set(all.map(unit))].toSorted((a, b) => a - b);
        const best = Math.max(...candidates.map((threshold) => f1At(all, threshold)));
        const value = candidates.findLast((threshold) => f1At(all, threshold) > best - 1e-12) ?? 0;
        return (value + (candidates[candidates.indexOf(value) - 1] ?? value)) / 2;
      });
      const sorted = bests.toSorted((a, b) => a - b);
      const middle = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
      expectNear(values.medianF1(), sorted.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2);
    }),
  );
});

test('one large anomaly moves the best F1 of all pixels, not the median of images', () => {
  const [together, alone] = [new PixelValues(), new PixelValues()];
  const image = (level: number, area: number) => Uint16Array.from({ length: 100 }, (_, i) => (i < area ? level : 0));
  const mask = (area: number) => Uint8Array.from({ length: 100 }, (_, i) => Number(i < area));
  for (const values of [together, alone])
    for (const level of [20_000, 22_000, 24_000]) values.add(image(level, 4), mask(4));
  // Beside the large one is much that looks like the small ones.
  const crowded = image(60_000, 60).map((level) => (level === 0 ? 25_000 : level));
  together.add(crowded, mask(60));
  expect(together.bestF1()).toBeGreaterThan(0.5);
  expect(alone.medianF1()).toBeCloseTo(11_000 / 65_535, 9);
  expect(together.medianF1()).toBeLessThan(0.2);
});

test('maps of several images count together, 8 bits as 16, and without ground truth as normal', () => {
  const values = new PixelValues();
  values.add(Uint8Array.of(0, 255), undefined);
  values.add(Uint16Array.of(65_535, 32_768), Uint8Array.of(0, 1));
  expect(values.mean()).toBeCloseTo(2 / 3, 12);
});

function f1At(all: readonly Labelled[], threshold: number): number {
  const called = all.filter((one) => unit(one) >= threshold);
  const hits = called.filter(({ isAnomalous }) => isAnomalous).length;
  return (2 * hits) / (called.length + all.filter(({ isAnomalous }) => isAnomalous).length);
}

function expectNear(found: number | null, expected: number | null): void {
  if (expected === null) expect(found).toBeNull();
  else expect(found ?? Number.NaN).toBeCloseTo(expected, 10);
}
