// Cases of noise above a threshold.
import { expect } from 'vitest';
import type { Values } from '../../primitives/example.ts';
import { fixtures } from '../augmentations/fixtures.ts';
import type { SampleCase } from '../case.ts';
import { expectLogUniform, meanOf } from '../statistics.ts';
import { outlineOf, shapeExample } from './drawn-shape.ts';

export const noise: SampleCase = {
  oracle: 'the drawn area, exactly; how often it begins and ends along a row (Rice 1944)',
  examples: [
    shapeExample('areas over their orders of magnitude', 'noise(area: log_uniform(0.5%..15%))', (shapes) =>
      expectLogUniform(
        shapes.map((shape) => outlineOf(shape).area / 4096),
        0.005,
        0.15,
        2 / 4096,
      ),
    ),
    ...[4, 12].map((cells) =>
      shapeExample(`${cells} cells`, `noise(area: 50%, cells: ${cells})`, (shapes) => {
        for (const shape of shapes) expect(Math.abs(outlineOf(shape).area - 2048)).toBeLessThanOrEqual(2);
        // Noise of waves of all lengths down to two cells crosses its middle once in two cells.
        const changes = meanOf(shapes.map(changesAlongRows));
        expect(Math.abs(changes / (cells / 2) - 1)).toBeLessThan(0.15);
      }),
    ),
  ],
};

export const perlin: SampleCase = {
  oracle: 'zero at the corners of its cells; shares above thresholds of a plain implementation in NumPy (fixture)',
  examples: [
    ...[0.001, -0.001].map((threshold) =>
      shapeExample(
        `${threshold} at the corners of the cells`,
        `perlin(cells: 4, threshold: ${threshold}, angle: 0deg)`,
        (shapes) => {
          for (const { data } of shapes)
            for (const corner of [0, 16, 32, 48, 64 * 16, 64 * 16 + 32, 64 * 48 + 48])
              expect(data[corner]).toBe(threshold > 0 ? 0 : 1);
        },
      ),
    ),
    ...fixtures.perlin.map(({ threshold, share, deviation }) =>
      shapeExample(`above ${threshold}`, `perlin(cells: 8, threshold: ${threshold}, angle: 0deg)`, (shapes) => {
        const mean = meanOf(shapes.map((shape) => outlineOf(shape).area / 4096));
        expect(Math.abs(mean - share)).toBeLessThan((4 * deviation) / Math.sqrt(shapes.length));
      }),
    ),
    shapeExample('turned', 'perlin(cells: 1 | 2 | 4 | 8 | 16 | 32, threshold: 0.2)', (shapes) => {
      expect(shapes.some((shape) => outlineOf(shape).area > 0)).toBe(true);
    }),
  ],
};

// How often a row changes between inside and outside, on average.
function changesAlongRows({ shape: [height = 0, width = 0], data }: Values): number {
  const changes = Array.from(data).filter((value, i) => i % width > 0 && value !== data[i - 1]);
  return changes.length / height;
}
