// The parts of which the sets are painted: random streams, geometry, shapes, the camera.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { photograph, type Shot } from '../../../src/drawn-set/camera.ts';
import { angleOf, bezier, cosine, pose, sine, smoothstep } from '../../../src/drawn-set/geometry.ts';
import { namedDraws, smoothNoise } from '../../../src/drawn-set/named-draws.ts';
import { bareSurface, paint } from '../../../src/drawn-set/painter.ts';
import {
  difference,
  disc,
  everywhere,
  grown,
  intersection,
  melted,
  moved,
  ragged,
  type Shape,
  stroke,
  union,
} from '../../../src/drawn-set/shapes.ts';
import { auroc } from './mean-difference.ts';

const folder = new URL('../../../src/drawn-set/', import.meta.url);
const place = fc.double({ min: -0.5, max: 0.5, noNaN: true });

describe('random streams', () => {
  it('are uniform, with the moments of the uniform distribution', () => {
    const draws = namedDraws('moments');
    const values = Array.from({ length: 20_000 }, () => draws.uniform(2, 4));
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(3, 1);
    expect(variance).toBeCloseTo(4 / 12, 2);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...values)).toBeLessThan(4);
  });

  it('draw every integer about equally often', () => {
    const draws = namedDraws('dice');
    const counts = new Array<number>(6).fill(0);
    for (let n = 0; n < 12_000; n++) {
      const face = draws.integer(6);
      counts[face] = (counts[face] ?? 0) + 1;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('of different names are unrelated', () => {
    const [a, b] = [namedDraws('sample 1'), namedDraws('sample 2')];
    const products = Array.from({ length: 20_000 }, () => a.uniform(-1, 1) * b.uniform(-1, 1));
    expect(Math.abs(products.reduce((x, y) => x + y, 0) / products.length)).toBeLessThan(0.01);
  });

  it('fork by name, whatever was drawn before', () => {
    const [fresh, used] = [namedDraws('parent'), namedDraws('parent')];
    used.uniform(0, 1);
    expect(used.fork('child').uniform(0, 1)).toBe(fresh.fork('child').uniform(0, 1));
    expect(fresh.fork('child').uniform(0, 1)).not.toBe(fresh.fork('other').uniform(0, 1));
  });

  it('make noise that is smooth, bounded, and does not depend on the order of places', () => {
    const key = namedDraws('noise').key('field');
    const [noise, again] = [smoothNoise(key), smoothNoise(key)];
    fc.assert(
      fc.property(place, place, (x, y) => {
        const value = noise(9 * x, 9 * y);
        expect(Math.abs(value)).toBeLessThanOrEqual(1);
        expect(Math.abs(noise(9 * x + 1e-4, 9 * y) - value)).toBeLessThan(1e-3);
        again(9 * y, 9 * x);
        expect(again(9 * x, 9 * y)).toBe(value);
      }),
    );
  });
});

describe('geometry', () => {
  it('agrees with the engine’s trigonometry', () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), (turns) => {
        expect(Math.abs(cosine(turns) - Math.cos(2 * Math.PI * turns))).toBeLessThan(5e-7);
        expect(Math.abs(sine(turns) - Math.sin(2 * Math.PI * turns))).toBeLessThan(5e-7);
        const back = angleOf(cosine(turns), sine(turns)) - turns;
        expect(Math.abs(back - Math.round(back))).toBeLessThan(1e-3);
      }),
    );
  });

  it('turns from x to y, then scales and moves', () => {
    const { x, y } = pose({ x: 0.1, y: 0.2 }, 0.25, 2).at(0.1, 0);
    expect([x, y]).toEqual([expect.closeTo(0.1, 6), expect.closeTo(0.4, 6)]);
  });

  it('begins and ends a curve at its ends', () => {
    const line = bezier(
      [
        { x: 0, y: 0 },
        { x: 1, y: 2 },
        { x: 3, y: 1 },
        { x: 4, y: 4 },
      ],
      8,
    );
    expect(line).toHaveLength(9);
    expect(line[0]).toEqual({ x: 0, y: 0 });
    expect(line[8]).toEqual({ x: 4, y: 4 });
  });

  it('uses no function that engines may round differently', () => {
    const exact = /Math\.(abs|ceil|floor|imul|max|min|PI|round|sqrt)\b/g;
    for (const name of readdirSync(folder)) {
      const code = readFileSync(new URL(name, folder), 'utf8').replace(/\/\/.*|\/\*[\s\S]*?\*\//g, '');
      expect(code.replace(exact, ''), name).not.toMatch(/Math\.|\*\*|Date|performance|random\(/);
    }
  });
});

describe('shapes', () => {
  const noise = smoothNoise(7);
  const a = disc({ x: -0.1, y: 0 }, 0.2);
  const b = disc({ x: 0.1, y: 0.05 }, 0.15);
  const line = bezier(
    [
      { x: -0.3, y: 0 },
      { x: 0, y: 0.4 },
      { x: 0, y: -0.4 },
      { x: 0.3, y: 0.1 },
    ],
    12,
  );
  const shapes: Readonly<Record<string, Shape>> = {
    disc: a,
    grown: grown(a, 0.05),
    ragged: ragged(a, 0.05, (x, y) => noise(20 * x, 20 * y)),
    moved: moved(a, { x: 0.1, y: -0.1 }),
    union: union(a, b),
    melted: melted(0.1, a, b),
    intersection: intersection(a, b),
    difference: difference(a, b),
    stroke: stroke(line, (share) => 0.01 + 0.03 * share),
  };

  it.each(Object.entries(shapes))('%s lies within its box', (_, { box, distance }) => {
    fc.assert(
      fc.property(place, place, (x, y) => {
        if (distance(x, y) < 0) {
          expect(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('combine as sets do', () => {
    fc.assert(
      fc.property(place, place, (x, y) => {
        const [inA, inB] = [a.distance(x, y) < 0, b.distance(x, y) < 0];
        expect(union(a, b).distance(x, y) < 0).toBe(inA || inB);
        expect(intersection(a, b).distance(x, y) < 0).toBe(inA && inB);
        expect(difference(a, b).distance(x, y) < 0).toBe(inA && b.distance(x, y) > 0);
        if (inA || inB) expect(melted(0.1, a, b).distance(x, y)).toBeLessThan(0);
      }),
    );
  });

  it('cover the area that they should', () => {
    const surface = bareSurface(128);
    paint(surface, disc({ x: 0.05, y: -0.1 }, 0.25), { isThing: true });
    const area = surface.thing.reduce((sum, share) => sum + share, 0) / surface.thing.length;
    expect(area).toBeCloseTo(Math.PI * 0.25 ** 2, 3);
  });
});

describe('camera', () => {
  const shot: Shot = {
    lamp: [0, 0, 1],
    gain: [1, 1, 1],
    slope: [0, 0],
    vignette: 0,
    noise: [2, 0],
    noiseKey: 1,
  };
  const photographOf = (changes: Partial<Shot>) => {
    const surface = bareSurface(64);
    paint(surface, everywhere, { colour: [0.4, 0.4, 0.4] });
    return photograph(surface, { ...shot, ...changes }, false).image.data;
  };
  const mean = (values: Iterable<number>) => {
    const all = [...values];
    return all.reduce((sum, value) => sum + value, 0) / all.length;
  };

  it('records a flat surface with noise of the deviation it says', () => {
    const data = [...photographOf({})];
    const level = mean(data);
    const deviation = Math.sqrt(mean(data.map((value) => (value - level) ** 2)));
    expect(level).toBeCloseTo(255 * 0.4 * (0.42 + 0.725), 0);
    expect(deviation).toBeGreaterThan(1.9);
    expect(deviation).toBeLessThan(2.15);
  });

  it('gains colours apart, and light falls off along its slope', () => {
    const warm = photographOf({ gain: [1.2, 1, 0.8], noise: [0, 0] });
    expect((warm[0] ?? 0) / (warm[2] ?? 1)).toBeCloseTo(1.5, 1);
    const sloped = photographOf({ slope: [0.4, 0], noise: [0, 0] });
    expect((sloped[63 * 3] ?? 0) / (sloped[0] ?? 1)).toBeCloseTo(1.2 / 0.8, 1);
  });

  it('shows a slope that faces the lamp brighter than one that turns away', () => {
    const surface = bareSurface(64);
    const hill = (_: number, x: number) => 0.3 * (0.5 - Math.abs(x));
    paint(surface, everywhere, { colour: [0.4, 0.4, 0.4], relief: hill });
    const { data } = photograph(surface, { ...shot, lamp: [-Math.SQRT1_2, 0, Math.SQRT1_2] }, false).image;
    const at = (column: number) => data[3 * (32 * 64 + column)] ?? 0;
    expect(at(16)).toBeGreaterThan(at(48) + 20);
  });

  it('marks a pixel in the ground truth when the defect covers enough of it', () => {
    const surface = bareSurface(64);
    paint(surface, disc({ x: 0, y: 0 }, 0.25), { defect: 0 });
    const { mask } = photograph(surface, shot, true);
    const share = mean(mask ?? []) / 255;
    expect(share).toBeGreaterThan(Math.PI * 0.25 ** 2);
    expect(share).toBeLessThan(1.1 * Math.PI * 0.25 ** 2);
  });
});

describe('the mean-difference test’s own AUROC', () => {
  it('counts pairs', () => {
    expect(auroc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1])).toBe(0.75);
    expect(auroc([1, 1, 1], [0, 1, 0])).toBe(0.5);
  });
});

it('fades smoothly', () => {
  expect([smoothstep(1, 3, 0), smoothstep(1, 3, 2), smoothstep(1, 3, 4)]).toEqual([0, 0.5, 1]);
});
