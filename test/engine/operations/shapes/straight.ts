// Cases of rectangles and lines.
import { expect } from 'vitest';
import type { SampleCase } from '../case.ts';
import { countsOf, expectFrequencies, expectLogUniform, expectUniform } from '../statistics.ts';
import { outlineOf, shapeExample, wholeOutlines } from './drawn-shape.ts';

export const rectangle: SampleCase = {
  oracle: 'areas, sides and places of what is drawn (Kolmogorov)',
  examples: [
    shapeExample('areas over their orders of magnitude', 'rectangle(area: log_uniform(2%..15%), aspect: 1)', (shapes) =>
      expectLogUniform(
        shapes.map((shape) => outlineOf(shape).area / 4096),
        0.02,
        0.15,
        0.004,
      ),
    ),
    shapeExample('aspects of a choice of two ranges', 'rectangle(area: 10%, aspect: 0.3..1 | 1..3.3)', (shapes) => {
      const aspects = shapes.map(outlineOf).map(({ box }) => (box.right - box.left) / (box.bottom - box.top));
      expectFrequencies(
        [aspects.filter((aspect) => aspect < 1).length, aspects.filter((aspect) => aspect > 1).length],
        [0.5, 0.5],
      );
      expectUniform(
        aspects.filter((aspect) => aspect > 1.1),
        1.1,
        3.3,
        0.25,
      );
    }),
    shapeExample('at any place inside', 'rectangle(area: 6.25%, aspect: 1)', (shapes) => {
      const places = shapes.map(outlineOf);
      for (const { box, area } of places) {
        expect(area).toBeGreaterThanOrEqual(15 * 15);
        expect(box.right - box.left).toBeLessThanOrEqual(17);
      }
      expectUniform(
        places.map(({ x }) => x),
        8,
        56,
        0.6,
      );
      expectUniform(
        places.map(({ y }) => y),
        8,
        56,
        0.6,
      );
    }),
    shapeExample('turned, and inside all the same', 'rectangle(area: 8%, aspect: 3, angle: 0deg..90deg)', (shapes) => {
      const turned = shapes.map(outlineOf);
      for (const { area, long, short } of turned) {
        expect(Math.abs(area / 4096 - 0.08)).toBeLessThan(0.006);
        expect(long / short).toBeCloseTo(3, 0);
      }
      expectUniform(
        turned.map(({ angle }) => (angle > 135 ? angle - 180 : angle)),
        0,
        90,
        2,
      );
    }),
    shapeExample(
      'larger than the image',
      'rectangle(area: 100%, aspect: 1)',
      (shapes) => {
        for (const shape of shapes) expect(outlineOf(shape).area).toBe(4096);
      },
      { fixed: true },
    ),
  ],
};

export const box: SampleCase = {
  oracle: 'sides of what is drawn (Kolmogorov)',
  examples: [
    shapeExample('sides of their own', 'box(width: 4px..20px, height: 10px..40px)', (shapes) => {
      const boxes = shapes.map((shape) => outlineOf(shape).box);
      expectUniform(
        boxes.map(({ left, right }, i) => right - left + jittered(i)),
        4,
        20,
        1,
      );
      expectUniform(
        boxes.map(({ top, bottom }, i) => bottom - top + jittered(i)),
        10,
        40,
        1,
      );
    }),
    shapeExample('of a gamma distribution', 'box(width: gamma(2, 10%, 6%) in 6%..80%, height: 5px)', (shapes) => {
      const widths = shapes.map(outlineOf).map(({ box: { left, right } }) => (right - left) / 64);
      for (const width of widths) expect(width).toBeGreaterThan(0.04);
      // The median of Gamma(2, 1) is 1.678.
      const below = widths.filter((width) => width < 0.06 + 0.1678).length;
      expectFrequencies([below, widths.length - below], [0.5, 0.5]);
    }),
  ],
};

export const scar: SampleCase = {
  oracle: 'sides and tilt by the moments of what is drawn (Kolmogorov)',
  examples: [
    shapeExample('a long thin rectangle', 'scar(width: 3px, length: 14px..20px, angle: -45deg..45deg)', (shapes) => {
      const scars = wholeOutlines(shapes);
      // A side of a rectangle is the square root of twelve times its deviation.
      for (const { short } of scars) expect(Math.abs(short * Math.sqrt(12) - 3)).toBeLessThan(0.7);
      for (const { long } of scars) {
        expect(long * Math.sqrt(12)).toBeGreaterThan(13);
        expect(long * Math.sqrt(12)).toBeLessThan(21);
      }
      expectUniform(
        scars.map(({ angle }) => angle),
        45,
        135,
        2,
      );
    }),
    shapeExample('has its middle anywhere', 'scar(width: 1px, length: 2px)', (shapes) => {
      const marked = shapes.map(outlineOf);
      expectUniform(
        marked.map(({ x }) => x),
        0,
        64,
        1,
      );
    }),
  ],
};

export const lines: SampleCase = {
  oracle: 'runs along a column of what is drawn (chi-square)',
  examples: [
    shapeExample(
      'so many, so wide, so far apart',
      'lines(count: 2..4, width: 2px, spacing: 6px, length: 20px, angle: 0deg)',
      (shapes) => {
        // No line is cut, and none can lie beyond the border.
        const whole = shapes.filter((shape) => {
          const { touchesBorder, box } = outlineOf(shape);
          return !touchesBorder && box.top > 6 && box.bottom < 58;
        });
        expect(whole.length).toBeGreaterThan(50);
        const counts = whole.map((shape) => {
          const {
            area,
            box: { left, right, top, bottom },
          } = outlineOf(shape);
          const count = (bottom - top - 2) / 6 + 1;
          // Soft edges: the weights sum up to the area.
          expect(area / Math.round(count)).toBeCloseTo(40, 0);
          expect(right - left).toBeLessThanOrEqual(22);
          return Math.round(count);
        });
        expect(new Set(counts)).toEqual(new Set([2, 3, 4]));
      },
    ),
    shapeExample('in any direction', 'lines(count: 1, width: 1px, length: 30px)', (shapes) => {
      const all = shapes.map(outlineOf).filter(({ area }) => area > 12);
      expectUniform(
        all.map(({ angle }) => angle),
        0,
        180,
        3,
      );
    }),
    shapeExample(
      'counts are drawn evenly',
      'lines(count: 1..3, width: 1px, spacing: 4px, length: 200px, angle: 90deg)',
      (shapes) => {
        // Far from the border all lines are seen.
        const whole = shapes.filter((shape) => {
          const {
            box: { left, right },
          } = outlineOf(shape);
          return left > 8 && right < 56;
        });
        const counts = whole.map(
          (shape) => Math.round((outlineOf(shape).box.right - outlineOf(shape).box.left - 1) / 4) + 1,
        );
        expectFrequencies(countsOf(counts, [1, 2, 3]), [1 / 3, 1 / 3, 1 / 3]);
      },
    ),
  ],
};

export const polyline: SampleCase = {
  oracle: 'length, width and direction by the moments of what is drawn',
  examples: [
    shapeExample(
      'without wandering it is a straight line',
      'polyline(width: 2px, length: 24px, segments: 4, wander: 0deg)',
      (shapes) => {
        const cracks = wholeOutlines(shapes);
        expect(cracks.length).toBeGreaterThan(60);
        for (const { area, long, short } of cracks) {
          // With its round ends.
          expect(Math.abs(area - (24 * 2 + Math.PI))).toBeLessThan(1.5);
          expect(Math.abs(long * Math.sqrt(12) - 25)).toBeLessThan(1.5);
          expect(short).toBeLessThan(1);
        }
        expectUniform(
          cracks.map(({ angle }) => angle),
          0,
          180,
          3,
        );
      },
    ),
    shapeExample(
      'wandering it is bent, but as long',
      'polyline(width: 2px, length: 40px, segments: 8, wander: 25deg)',
      (shapes) => {
        const cracks = wholeOutlines(shapes);
        expect(cracks.length).toBeGreaterThan(30);
        for (const { area } of cracks) {
          expect(area).toBeGreaterThan(60);
          expect(area).toBeLessThan(88);
        }
        const straight = 40 / Math.sqrt(12);
        expect(cracks.filter(({ long }) => long < 0.95 * straight).length).toBeGreaterThan(cracks.length / 4);
      },
    ),
    shapeExample('has its middle anywhere', 'polyline(width: 1px, length: 3px, segments: 3)', (shapes) =>
      expectUniform(
        shapes.filter(({ data }) => Array.from(data).some((v) => v > 0)).map((shape) => outlineOf(shape).x),
        0,
        64,
        1.5,
      ),
    ),
  ],
};

// Spreads a whole number over the numbers that are rounded to it.
function jittered(i: number): number {
  return ((i * 0.6180339887) % 1) - 0.5;
}
