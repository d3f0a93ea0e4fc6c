// A pixel counts as anomalous at >= threshold, exactly, whatever the type of the map.
import { describe, expect, test } from 'vitest';
import { countAtThreshold } from '../../../src/metrics/figures/threshold-counts.ts';
import { findRegions } from '../../../src/metrics/pixels/regions.ts';
import type { AnomalyMap } from '../../../src/metrics/types.ts';

describe('countAtThreshold', () => {
  test.each([
    ['8 bits', Uint8Array.from({ length: 256 }, (_, level) => level), 255],
    ['16 bits', Uint16Array.from({ length: 65_536 }, (_, level) => level), 65_535],
  ])('%s: a threshold made from a level takes that level and not the one below', (_name, map, unit) => {
    for (let level = 1; level <= unit; level += unit === 255 ? 1 : 97) {
      expect(called(map, level / unit)).toBe(unit + 1 - level);
      expect(called(map, level / unit + 1e-9)).toBe(unit - level);
      expect(called(map, level / unit - 1e-9)).toBe(unit + 1 - level);
    }
  });

  test('takes all at 0 and none above the highest', () => {
    expect(called(Uint16Array.of(0, 65_535), 0)).toBe(2);
    expect(called(Uint16Array.of(0, 65_535), 1.001)).toBe(0);
    expect(called(Float64Array.of(-3, 2), -3)).toBe(2);
  });

  test('float32: a threshold takes the value that it is the nearest to', () => {
    // As a double, 0.7 is a little more than the float32 of the same name.
    expect(called(Float32Array.of(0.7, 0.6999), 0.7)).toBe(1);
    expect(called(Float64Array.of(Math.fround(0.7)), 0.7)).toBe(0);
  });

  test('counts hits, false alarms and misses', () => {
    const regions = findRegions(Uint8Array.of(1, 1, 1, 0, 0), 5, 1);
    const counts = countAtThreshold(Float32Array.of(1, 1, 0, 1, 0), regions, 0.5);
    expect(counts).toEqual({ truePositives: 2, falsePositives: 1, falseNegatives: 1 });
  });
});

function called(map: AnomalyMap, threshold: number): number {
  const nothing = findRegions(new Uint8Array(map.length), map.length, 1);
  return countAtThreshold(map, nothing, threshold).falsePositives;
}
