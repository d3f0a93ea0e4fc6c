// Cases of ellipses and soft shapes.
import { expect } from 'vitest';
import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import type { SampleCase } from '../case.ts';
import { image } from '../pixels.ts';
import { deviationOf, expectUniform, meanOf } from '../statistics.ts';
import { outlineOf, shapeExample, wholeOutlines } from './drawn-shape.ts';

export const ellipse: SampleCase = {
  oracle: 'area, axes and turn by the moments of what is drawn (Kolmogorov)',
  examples: [
    shapeExample('its axes', 'ellipse(area: 6%, aspect: 2.5, angle: 0deg..180deg)', (shapes) => {
      const drawn = wholeOutlines(shapes);
      for (const { area, long, short } of drawn) {
        expect(Math.abs(area / 4096 - 0.06)).toBeLessThan(0.003);
        // A half axis is twice the deviation.
        expect(Math.abs((2 * long) / Math.sqrt((0.06 * 4096 * 2.5) / Math.PI) - 1)).toBeLessThan(0.03);
        expect(Math.abs(long / short - 2.5)).toBeLessThan(0.2);
      }
      expectUniform(
        drawn.map(({ angle }) => angle),
        0,
        180,
        2,
      );
    }),
    shapeExample('areas', 'ellipse(area: 0.5%..2%, aspect: 1)', (shapes) =>
      expectUniform(
        wholeOutlines(shapes).map(({ area }) => area / 4096),
        0.005,
        0.02,
        0.002,
      ),
    ),
    shapeExample('has its middle anywhere', 'ellipse(area: 0.1%, aspect: 1)', (shapes) =>
      expectUniform(
        shapes.map((shape) => outlineOf(shape).y),
        0,
        64,
        1.5,
      ),
    ),
  ],
};

export const blob: SampleCase = {
  oracle: 'an ellipse without roughness; a longer outline with it',
  examples: [
    shapeExample('without roughness it is an ellipse', 'blob(area: 6%, aspect: 2, roughness: 0%)', (shapes) => {
      for (const { area, long, short } of wholeOutlines(shapes)) {
        expect(Math.abs(area / 4096 - 0.06)).toBeLessThan(0.003);
        expect(Math.abs(long / short - 2)).toBeLessThan(0.2);
      }
    }),
    shapeExample(
      'the edge moves by its roughness',
      'blob(area: 10%, aspect: 1, roughness: 15%, cells: 8)',
      (shapes) => {
        const whole = shapes.filter((shape) => !outlineOf(shape).touchesBorder);
        expect(whole.length).toBeGreaterThan(40);
        // Along the row through the middle the edge lies at 1 - roughness times the noise.
        const radius = Math.sqrt((0.1 * 4096) / Math.PI);
        const edges = whole.map((shape) => edgeDistance(shape) / radius);
        expect(meanOf(edges)).toBeCloseTo(1, 1);
        expect(deviationOf(edges)).toBeGreaterThan(0.1);
        expect(deviationOf(edges)).toBeLessThan(0.25);
      },
    ),
  ],
};

export const glow: SampleCase = {
  oracle: 'the definition, about the middle of what is drawn',
  examples: [
    shapeExample('soft from its middle to its edge', 'glow(area: 12%, aspect: 2, angle: 30deg)', (shapes) => {
      const whole = shapes.filter((shape) => !outlineOf(shape).touchesBorder);
      expect(whole.length).toBeGreaterThan(30);
      for (const shape of whole) {
        const { x, y } = outlineOf(shape);
        const b = Math.sqrt((0.12 * 4096) / Math.PI / 2);
        const [c, s] = [Math.cos(Math.PI / 6), Math.sin(Math.PI / 6)];
        const wanted = image(64, 64, 1, (row, column) => {
          const [u, v] = [column + 0.5 - x, row + 0.5 - y];
          const r2 = ((u * c - v * s) / (2 * b)) ** 2 + ((u * s + v * c) / b) ** 2;
          const weight = Math.max(0, 1 - r2) ** 2;
          return weight > 0.5 / 255 ? weight : 0;
        });
        expectClose(shape, wanted, 0.012, 'the glow');
      }
    }),
  ],
};

export const shade: SampleCase = {
  oracle: 'the definition, by a formula of our own',
  examples: [
    shapeExample(
      'grows downwards',
      'shade(angle: 270deg, width: 50%, place: 40%)',
      (shapes) => {
        const wanted = image(64, 64, 1, (row) => {
          const t = Math.min(Math.max(((row + 0.5) / 64 - 0.4) / 0.5 + 0.5, 0), 1);
          const weight = t * t * (3 - 2 * t);
          return weight > 0.5 / 255 ? weight : 0;
        });
        for (const shape of shapes) expectClose(shape, wanted, 1e-4, 'the shade');
      },
      { fixed: true },
    ),
    shapeExample('in any direction', 'shade()', (shapes) => {
      const directions = shapes.map((shape) => {
        const { x, y } = outlineOf(shape);
        return (Math.atan2(32 - y, x - 32) * 180) / Math.PI;
      });
      expectUniform(directions, -180, 180);
    }),
  ],
};

// From the middle to the right, until the shape ends.
function edgeDistance(shape: Values): number {
  const { x, y } = outlineOf(shape);
  const row = Math.floor(y);
  const steps = Array.from({ length: 64 - Math.floor(x) }, (_, i) => Math.floor(x) + i);
  const outside = steps.find((column) => shape.data[row * 64 + column] === 0) ?? 64;
  return outside - x;
}
