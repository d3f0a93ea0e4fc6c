// Cases of what moves pixels.
import { expect } from 'vitest';
import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import { bytes } from '../../primitives/samples.ts';
import type { SampleCase } from '../case.ts';
import { everySample, image, pictures, pixel } from '../pixels.ts';
import { countsOf, deviationOf, expectDistributed, expectFrequencies, expectUniform, meanOf } from '../statistics.ts';
import { example } from './expected.ts';
import { fixtures } from './fixtures.ts';

const { geometry } = fixtures;
/** No two pixels alike. */
const square = pictures([60, 12, 12, 1], (y, x) => 12 * y + x);
const oblong = pictures([60, 6, 10, 3], (y, x, k) => 3 * (10 * y + x) + k);

export const flip: SampleCase = {
  oracle: 'indices, by a formula',
  examples: (['horizontal', 'vertical', 'both'] as const).map((direction) => ({
    title: direction,
    augment: `image = image -> flip(${direction})`,
    pictures: oblong,
    fixed: true,
    verify: (drawn) => {
      for (const { picture, seen } of everySample(drawn)) {
        const wanted = image(6, 10, 3, (y, x, k) =>
          pixel(picture, direction === 'horizontal' ? y : 5 - y, direction === 'vertical' ? x : 9 - x, k),
        );
        expectClose(seen, wanted, 1e-6, direction);
      }
    },
  })),
};

export const rotate: SampleCase = {
  oracle: 'scipy.ndimage.affine_transform (fixture); quarter turns by a formula',
  examples: [
    ...(['reflect', 'constant', 'nearest'] as const).map((outside) =>
      example(`by 30 degrees, ${outside}`, `rotate(30deg, outside: ${outside})`, geometry.rotate[outside], 0.05),
    ),
    {
      title: 'quarters, exactly',
      augment: 'image = image -> rotate(0deg | 90deg | 180deg | 270deg)',
      pictures: square,
      steps: 10,
      verify(drawn) {
        const turns = everySample(drawn).map(({ picture, seen }) => {
          const found = quarterTurns(picture).findIndex((turned) => sameValues(turned, seen));
          expect(found).toBeGreaterThanOrEqual(0);
          return found;
        });
        expectFrequencies(countsOf(turns, [0, 1, 2, 3]), [0.25, 0.25, 0.25, 0.25]);
      },
    },
    {
      title: 'half a turn of an oblong picture',
      augment: 'image = image -> rotate(180deg)',
      pictures: oblong,
      fixed: true,
      verify(drawn) {
        for (const { picture, seen } of everySample(drawn))
          expectClose(
            seen,
            image(6, 10, 3, (y, x, k) => pixel(picture, 5 - y, 9 - x, k)),
            1e-4,
            'half a turn',
          );
      },
    },
    {
      title: 'any angle',
      augment: 'image = image -> rotate(-45deg..45deg, outside: nearest)',
      pictures: pictures([100, 31, 31, 1], (_, x) => 100 + 4 * (x - 15)),
      steps: 3,
      verify(drawn) {
        // The slope of a plane, seen in the middle of the picture.
        const angles = everySample(drawn).map(({ seen }) => {
          const right = pixel(seen, 15, 20) - pixel(seen, 15, 10);
          const down = pixel(seen, 20, 15) - pixel(seen, 10, 15);
          return (Math.atan2(-down, right) * 180) / Math.PI;
        });
        expectUniform(angles, -45, 45, 0.1);
      },
    },
  ],
};

export const shift: SampleCase = {
  oracle: 'indices, by a formula; places evenly spread (chi-square)',
  examples: [
    {
      title: 'by any number of pixels',
      augment: 'image = image -> shift()',
      pictures: square,
      steps: 20,
      verify(drawn) {
        const places = everySample(drawn).map(({ picture, seen }) => {
          const first = Math.round((seen.data[0] ?? 0) * 255);
          const [row, column] = [Math.floor(first / 12), first % 12];
          const wanted = image(12, 12, 1, (y, x) => pixel(picture, (y + row) % 12, (x + column) % 12));
          expectClose(seen, wanted, 1e-6, 'moved around');
          return { row, column };
        });
        // Rounding gives the first place half from one side and half from the other.
        const even = Array.from({ length: 12 }, () => 1 / 12);
        const all = even.map((_, i) => i);
        expectFrequencies(
          countsOf(
            places.map(({ row }) => row),
            all,
          ),
          even,
        );
        expectFrequencies(
          countsOf(
            places.map(({ column }) => column),
            all,
          ),
          even,
        );
      },
    },
    {
      title: 'by halves',
      augment: 'image = image -> shift(x: 0% | 50%, y: 0% | 50%)',
      pictures: square,
      steps: 10,
      verify(drawn) {
        const first = everySample(drawn).map(({ seen }) => Math.round((seen.data[0] ?? 0) * 255));
        expectFrequencies(countsOf(first, [0, 6, 72, 78]), [0.25, 0.25, 0.25, 0.25]);
      },
    },
    {
      title: 'to the right and down',
      augment: 'image = image -> shift(x: 20%, y: 50%)',
      pictures: oblong,
      fixed: true,
      verify(drawn) {
        for (const { picture, seen } of everySample(drawn))
          expectClose(
            seen,
            image(6, 10, 3, (y, x, k) => pixel(picture, (y + 3) % 6, (x + 8) % 10, k)),
            1e-6,
            'moved',
          );
      },
    },
  ],
};

export const scale: SampleCase = {
  oracle: 'scipy.ndimage.affine_transform; made smaller: a triangle filter in NumPy (fixtures)',
  examples: [
    ...(['reflect', 'constant', 'nearest'] as const).map((outside) =>
      example(`larger, ${outside}`, `scale(1.7, outside: ${outside})`, geometry.scale[outside]),
    ),
    example('wider', 'scale(x: 1.5)', geometry.stretch),
    example('smaller', 'scale(0.6)', geometry.shrink),
    {
      title: 'draws the factor',
      augment: 'image = image -> scale(gaussian(1, 0.5) in 0.7..1.3, outside: nearest)',
      pictures: pictures([100, 31, 31, 1], (_, x) => 100 + 4 * (x - 15)),
      steps: 3,
      verify(drawn) {
        const factors = everySample(drawn).map(({ seen }) => 40 / 255 / (pixel(seen, 15, 20) - pixel(seen, 15, 10)));
        for (const factor of factors) expect(Math.abs(factor - 1)).toBeLessThan(0.3001);
        const share = (x: number) => 0.5 * (1 + erf((x - 1) / 0.5 / Math.SQRT2));
        expectDistributed(factors, (x) => (share(x) - share(0.7)) / (share(1.3) - share(0.7)));
      },
    },
  ],
};

export const permute: SampleCase = {
  oracle: 'all orders of four tiles with the same chance (chi-square)',
  divisor: 2,
  examples: [
    {
      title: 'four tiles',
      augment: 'image = image -> permute(grid: 2)',
      pictures: square,
      steps: 20,
      verify(drawn) {
        const orders = everySample(drawn).map(({ picture, seen }) => {
          const corners = [0, 6, 72, 78].map((i) => [0, 6, 72, 78].indexOf(Math.round((seen.data[i] ?? 0) * 255)));
          const wanted = image(12, 12, 1, (y, x) => {
            const tile = corners[2 * Math.floor(y / 6) + Math.floor(x / 6)] ?? 0;
            return pixel(picture, (y % 6) + 6 * Math.floor(tile / 2), (x % 6) + 6 * (tile % 2));
          });
          expectClose(seen, wanted, 1e-6, 'whole tiles');
          return corners.join('');
        });
        expect(new Set(orders).size).toBe(24);
        const even = Array.from({ length: 24 }, () => 1 / 24);
        expectFrequencies(countsOf(orders, [...new Set(orders)]), even);
      },
    },
    {
      title: 'oblong tiles of three channels',
      augment: 'image = image -> permute(grid: 2)',
      pictures: oblong,
      verify(drawn) {
        const levels = ({ data }: Values) => Array.from(data, (value) => Math.round(value * 255)).sort((a, b) => a - b);
        for (const { picture, seen } of everySample(drawn)) expect(levels(seen)).toEqual(levels(picture));
      },
    },
  ],
};

/** Two channels that say where a pixel was, and one of noise. */
const noise = bytes([1, 40, 40, 1], 'warp');
const told = pictures([12, 40, 40, 3], (y, x, k) => [6 * x, 6 * y, noise.data[40 * y + x] ?? 0][k] ?? 0);

export const warp: SampleCase = {
  oracle: 'the places that two channels tell, interpolated by a formula of our own',
  examples: [
    {
      title: 'shows other places',
      augment: 'image = image -> warp(amplitude: 1.5px, cells: 4)',
      pictures: told,
      steps: 4,
      verify(drawn) {
        const moves = everySample(drawn).flatMap(({ picture, seen }) => {
          // Where the mirror begins, places and displacements are no longer told apart.
          const inside = Array.from({ length: 24 * 24 }, (_, i) => [8 + Math.floor(i / 24), 8 + (i % 24)] as const);
          return inside.flatMap(([y, x]) => {
            const [u, v] = [(pixel(seen, y, x, 0) * 255) / 6, (pixel(seen, y, x, 1) * 255) / 6];
            expect(pixel(seen, y, x, 2)).toBeCloseTo(between(picture, v, u, 2), 3);
            return [u - x, v - y];
          });
        });
        expect(meanOf(moves)).toBeCloseTo(0, 0);
        expect(deviationOf(moves)).toBeGreaterThan(1.2);
        expect(deviationOf(moves)).toBeLessThan(1.8);
      },
    },
    {
      title: 'by nothing',
      augment: 'image = image -> warp(amplitude: 0px, cells: 4)',
      pictures: told,
      fixed: true,
      verify(drawn) {
        for (const { picture, seen } of everySample(drawn)) expectClose(seen, picture, 1e-6, 'unchanged');
      },
    },
  ],
};

function quarterTurns(picture: Values): readonly Values[] {
  const last = (picture.shape[0] ?? 0) - 1;
  const from = [
    (y: number, x: number) => pixel(picture, y, x),
    (y: number, x: number) => pixel(picture, x, last - y),
    (y: number, x: number) => pixel(picture, last - y, last - x),
    (y: number, x: number) => pixel(picture, last - x, y),
  ];
  return from.map((at) => image(last + 1, last + 1, 1, at));
}

function sameValues(a: Values, b: Values): boolean {
  return Array.from(a.data).every((value, i) => Math.abs(value - (b.data[i] ?? Number.NaN)) < 1e-6);
}

function between(picture: Values, y: number, x: number, k: number): number {
  const [top, left] = [Math.floor(y), Math.floor(x)];
  const [down, right] = [y - top, x - left];
  const at = (row: number, column: number) => pixel(picture, row, column, k);
  const upper = at(top, left) * (1 - right) + at(top, left + 1) * right;
  return upper * (1 - down) + (at(top + 1, left) * (1 - right) + at(top + 1, left + 1) * right) * down;
}

// Abramowitz and Stegun 7.1.26.
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(x));
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return Math.sign(x) * (1 - series * Math.exp(-x * x));
}
