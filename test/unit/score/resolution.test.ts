// Maps and masks at another size, against PyTorch: test/fixtures/resolution/make.py.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { mapAtSize, maskAtSize } from '../../../src/runtime/images/resolution.ts';

interface ResizeCase {
  readonly name: string;
  readonly from: readonly [height: number, width: number];
  readonly to: readonly [height: number, width: number];
  readonly map: readonly number[];
  readonly mask: readonly number[];
  readonly expected_map: readonly number[];
  readonly expected_mask: readonly number[];
}

const cases: readonly ResizeCase[] = JSON.parse(
  readFileSync(new URL('../../fixtures/resolution/resized.json', import.meta.url), 'utf8'),
);
const sizeOf = ([height, width]: readonly [number, number]) => ({ height, width });

describe('as PyTorch', () => {
  test.each(cases)('$name', ({ from, to, map, mask, expected_map, expected_mask }) => {
    const found = mapAtSize({ ...sizeOf(from), anomalyMap: Float64Array.from(map) }, sizeOf(to));
    expect(found).toHaveLength(expected_map.length);
    found.forEach((value, i) => {
      expect(Math.abs(value - (expected_map[i] ?? Number.NaN))).toBeLessThan(1e-12);
    });
    expect([...maskAtSize(Uint8Array.from(mask), sizeOf(from), sizeOf(to))]).toEqual(expected_mask);
  });
});

test('a map keeps its type; levels are rounded', () => {
  const size = { height: 1, width: 2 };
  const found = [Uint8Array, Uint16Array, Float32Array].map((type) =>
    mapAtSize({ ...size, anomalyMap: type.of(0, 3) }, { height: 1, width: 4 }),
  );
  expect(found).toEqual([Uint8Array.of(0, 1, 2, 3), Uint16Array.of(0, 1, 2, 3), Float32Array.of(0, 0.75, 2.25, 3)]);
});
