// Large images in tiles: they cover the image, and their maps blend into one without a seam.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutTile, TileBlender, type Tiling, tilesOf } from '../../../src/runtime/predict/tiles.ts';

const tilings = fc
  .record({ size: fc.integer({ min: 1, max: 12 }), share: fc.double({ min: 0, max: 0.9, noNaN: true }) })
  .map(({ size, share }): Tiling => ({ size, overlap: Math.min(size - 1, Math.round(size * share)) }));
const sides = fc.record({ width: fc.integer({ min: 1, max: 40 }), height: fc.integer({ min: 1, max: 40 }) });

describe('tiles', () => {
  test('cover every pixel, stay inside, and overlap by what was asked for at least', () => {
    fc.assert(
      fc.property(sides, tilings, ({ width, height }, tiling) => {
        const tiles = tilesOf(width, height, tiling);
        const covered = new Uint8Array(width * height);
        for (const { left, top } of tiles) {
          expect([left, top].every((at) => at >= 0)).toBe(true);
          if (width > tiling.size) expect(left + tiling.size).toBeLessThanOrEqual(width);
          if (height > tiling.size) expect(top + tiling.size).toBeLessThanOrEqual(height);
          for (let y = top; y < Math.min(height, top + tiling.size); y++)
            covered.fill(1, y * width + left, y * width + Math.min(width, left + tiling.size));
        }
        expect(covered.every((value) => value === 1)).toBe(true);
        const lefts = [...new Set(tiles.map(({ left }) => left))];
        lefts.slice(1).forEach((left, i) => {
          expect((lefts[i] ?? 0) + tiling.size - left).toBeGreaterThanOrEqual(tiling.overlap);
        });
      }),
    );
  });

  test('that agree blend into what they agree on: seams leave nothing', () => {
    fc.assert(
      fc.property(sides, tilings, fc.integer(), ({ width, height }, tiling, seed) => {
        const whole = Uint16Array.from({ length: width * height }, (_, i) => Math.imul(i + 1, seed | 1) >>> 16);
        const blender = new TileBlender(width, height, tiling);
        for (const tile of tilesOf(width, height, tiling)) {
          const map = new Uint16Array(tiling.size * tiling.size).fill(65_535);
          for (let y = 0; y < Math.min(tiling.size, height - tile.top); y++)
            for (let x = 0; x < Math.min(tiling.size, width - tile.left); x++)
              map[y * tiling.size + x] = whole[(tile.top + y) * width + tile.left + x] ?? 0;
          blender.add(tile, map);
        }
        const found = blender.finish();
        expect(Math.max(...found.map((level, i) => Math.abs(level - (whole[i] ?? 0))))).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('that differ go over into each other, without a step', () => {
    const tiling = { size: 100, overlap: 40 };
    const blender = new TileBlender(160, 100, tiling);
    const tiles = tilesOf(160, 100, tiling);
    expect(tiles).toEqual([
      { left: 0, top: 0 },
      { left: 60, top: 0 },
    ]);
    tiles.forEach((tile, i) => {
      blender.add(tile, new Uint16Array(100 * 100).fill(i * 60_000));
    });
    const row = [...blender.finish().subarray(0, 160)];
    expect([row[0], row[59], row[100], row[159]]).toEqual([0, 0, 60_000, 60_000]);
    const steps = row.slice(1).map((level, i) => level - (row[i] ?? 0));
    expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...steps)).toBeLessThan((60_000 / 20) * 1.6);
    // The outer quarter of what they share is the neighbour's.
    expect([row[69], row[90]]).toEqual([0, 60_000]);
    // Halfway through what they share, both count alike.
    expect(Math.abs((row[79] ?? 0) + (row[80] ?? 0) - 60_000)).toBeLessThanOrEqual(2);
  });
});

test('what reaches out of the image repeats its border', () => {
  const image = { width: 2, height: 1, channels: 3, data: Uint8Array.of(1, 2, 3, 4, 5, 6) };
  expect([...cutTile(image, { left: 0, top: 0 }, 3)]).toEqual(
    Array.from({ length: 3 }, () => [1, 2, 3, 4, 5, 6, 4, 5, 6]).flat(),
  );
});
