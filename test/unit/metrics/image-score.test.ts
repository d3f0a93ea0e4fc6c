import fc from 'fast-check';
import { expect, test } from 'vitest';
import { topMean } from '../../../src/metrics/figures/image-score.ts';

test('topMean is the mean of the highest pixels of a sorted map', () => {
  const maps = fc.float64Array({
    noNaN: true,
    noDefaultInfinity: true,
    min: -5,
    max: 5,
    minLength: 1,
    maxLength: 200,
    size: 'max',
  });
  fc.assert(
    fc.property(maps, fc.integer({ min: 1, max: 30 }), (map, count) => {
      const top = [...map].toSorted((a, b) => b - a).slice(0, count);
      expect(topMean(map, count)).toBeCloseTo(top.reduce((sum, value) => sum + value, 0) / top.length, 12);
    }),
  );
});

test('topMean of integer maps is 0 to 1, and 1 pixel is the maximum', () => {
  expect(topMean(Uint16Array.of(0, 65_535, 13_107), 1)).toBe(1);
  expect(topMean(Uint16Array.of(0, 65_535, 13_107), 2)).toBeCloseTo(0.6, 15);
  expect(topMean(Uint8Array.of(51, 0), 1)).toBe(0.2);
});
