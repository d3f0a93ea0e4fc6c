// Cases of pasting, and of where donors come from.
import { expect } from 'vitest';
import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import { bytes } from '../../primitives/samples.ts';
import type { Drawn, SampleCase, SampleExample } from '../case.ts';
import { black, everySample, image, pictures, pixel, sampleOf, samplesOf } from '../pixels.ts';
import { countsOf, expectFrequencies, expectUniform } from '../statistics.ts';

const dark = pictures([40, 16, 16, 3], (y, x, k) => 20 + 3 * y + 2 * x + k);
const bright = bytes([40, 1, 16, 16, 3], 'bright');
const whole = 'box(width: 16px, height: 16px)';
const negative = 'image -> paste(image -> invert(),';

export const paste: SampleCase = {
  oracle: 'the formulas of the blends; counts and shares (chi-square, Kolmogorov); Poisson: poisson.test.ts',
  examples: [
    blend('alpha', (own, donor, w) => own + w * (donor - own)),
    blend('additive', (own, donor, w) => Math.min(1, own + w * donor)),
    blend('multiplicative', (own, donor, w) => own * (1 - w + w * donor)),
    {
      title: 'the mask marks exactly what changed',
      augment:
        'synthetic, mask = image -> paste(other_image -> gamma(0.3), ellipse(), feather: 0px..2px, opacity: 30%..100%)',
      pictures: dark,
      donors: pictures([40, 16, 16, 3], (y) => 120 + 4 * y, [40, 1, 16, 16, 3]),
      steps: 3,
      verify: (drawn) => expectMarked(drawn, 1),
    },
    ...(['poisson', 'poisson_mixed'] as const).map(
      (how): SampleExample => ({
        title: `the mask marks exactly what changed, ${how}`,
        augment: `synthetic, mask = image -> paste(other_image, ellipse(area: 10%..30%), blend: ${how})`,
        pictures: dark,
        donors: bright,
        steps: 2,
        verify: (drawn) => expectMarked(drawn, 1),
      }),
    ),
    {
      title: 'opacity is drawn',
      augment: `synthetic, mask = ${negative} ${whole}, opacity: 30%..100%)`,
      pictures: black(100, 16, 16),
      steps: 3,
      verify: (drawn) =>
        expectUniform(
          everySample(drawn).map(({ seen }) => seen.data[0] ?? 0),
          0.3,
          1,
        ),
    },
    {
      title: 'a feathered edge',
      augment: `synthetic, mask = ${negative} shade(angle: 0deg, width: 1%, place: 50%), feather: 1.5px)`,
      pictures: black(1, 16, 20),
      fixed: true,
      verify({ steps: [first] }) {
        // The edge in the middle, blurred, and weights that fall outside given back.
        const edge = Array.from({ length: 20 }, (_, x) => (x < 10 ? 0 : 1));
        const blurred = edge.map((_, x) => {
          const weights = edge.map((__, j) => Math.exp(-((j - x) ** 2) / (2 * 1.5 ** 2)));
          const sum = weights.reduce((a, b) => a + b, 0);
          return weights.reduce((a, w, j) => a + (w / sum) * (edge[j] ?? 0), 0);
        });
        const wanted = image(16, 20, 1, (_, x) => ((blurred[x] ?? 0) > 0.5 / 255 ? (blurred[x] ?? 0) : 0));
        if (first) expectClose(sampleOf(first.seen, 0), wanted, 1e-5, 'the edge');
      },
    },
    {
      title: 'from anywhere: what is seen lies somewhere in the donor',
      augment: 'synthetic, mask = image -> paste(other_image, box(width: 3px..6px, height: 3px..6px), from: anywhere)',
      pictures: black(100, 12, 12, 3),
      donors: pictures([100, 12, 12, 3], (y, x, k) => [12 * y + x + 1, 3 * y, 5 * x][k] ?? 0, [100, 1, 12, 12, 3]),
      steps: 4,
      verify(drawn) {
        const rows = everySample(drawn).map(({ seen, mask }) => {
          const marked = placesOf(mask);
          const [first] = marked;
          if (first === undefined) throw new Error('nothing was pasted');
          const number = Math.round(pixel(seen, first.row, first.column) * 255) - 1;
          const [down, right] = [Math.floor(number / 12) - first.row, (number % 12) - first.column];
          for (const { row, column } of marked)
            expect(Math.round(pixel(seen, row, column) * 255) - 1).toBe(12 * (row + down) + column + right);
          const height = Math.max(...marked.map(({ row }) => row)) - first.row + 1;
          return { at: first.row + down, free: 13 - height };
        });
        // Of each free place with the same chance.
        const ofSix = rows.filter(({ free }) => free === 8).map(({ at }) => at);
        expectFrequencies(
          countsOf(ofSix, [0, 1, 2, 3, 4, 5, 6, 7]),
          Array.from({ length: 8 }, () => 1 / 8),
        );
      },
    },
    {
      title: 'several patches, each with a donor, shape and opacity of its own',
      augment: `synthetic, mask = ${negative} box(width: 1px, height: 1px), opacity: 20%..100%, patches: 2..5, another: 40%)`,
      pictures: black(100, 40, 40),
      steps: 5,
      verify(drawn) {
        const values = everySample(drawn).map(({ seen }) => Array.from(seen.data).filter((value) => value > 0));
        // A patch of one pixel seldom meets another one.
        const counts = values.map((own) => Math.min(own.length, 5));
        expectFrequencies(countsOf(counts, [2, 3, 4, 5]), [0.6, 0.24, 0.096, 0.064]);
        expectUniform(values.flat(), 0.2, 1);
        for (const own of values) expect(new Set(own).size).toBe(own.length);
      },
    },
    {
      title: 'inside of a mask, and what lies beside it is cut off',
      augment:
        'synthetic, mask = image -> paste(other_image, box(width: 6px, height: 6px), inside: foreground, overlap: 50%, tries: 60)',
      pictures: dark,
      donors: bright,
      foreground: pictures([40, 16, 16, 1], (_, x) => (x < 8 ? 255 : 0)),
      steps: 3,
      verify(drawn) {
        for (const { mask } of everySample(drawn)) {
          const places = placesOf(mask);
          expect(places.length).toBeGreaterThanOrEqual(18);
          expect(places.every(({ column }) => column < 8)).toBe(true);
        }
      },
    },
    {
      title: 'beside a mask too, without a cut',
      augment:
        'synthetic, mask = image -> paste(other_image, box(width: 6px, height: 6px), inside: foreground, overlap: 50%, tries: 60, cut: false)',
      pictures: dark,
      donors: bright,
      foreground: pictures([40, 16, 16, 1], (_, x) => (x < 8 ? 255 : 0)),
      steps: 3,
      verify(drawn) {
        const all = everySample(drawn).map(({ mask }) => placesOf(mask));
        for (const places of all) {
          expect(places.length).toBe(36);
          expect(places.filter(({ column }) => column < 8).length).toBeGreaterThanOrEqual(18);
        }
        expect(all.some((places) => places.some(({ column }) => column >= 8))).toBe(true);
      },
    },
    {
      title: 'an empty mask: nothing is pasted',
      augment: 'synthetic, mask = image -> paste(other_image, box(), inside: foreground, blend: poisson)',
      pictures: dark,
      donors: bright,
      foreground: black(40, 16, 16),
      fixed: true,
      verify(drawn) {
        for (const { image: before, seen, mask } of everySample(drawn)) {
          expect(placesOf(mask)).toEqual([]);
          expectClose(seen, before, 0, 'unchanged');
        }
      },
    },
    {
      title: 'onto what was pasted before: both are marked',
      augment: `first = ${negative} box(width: 3px, height: 16px))
        synthetic, mask = first -> paste(other_image, box(width: 16px, height: 3px))`,
      pictures: black(20, 16, 16, 1),
      donors: pictures([20, 16, 16, 1], () => 100, [20, 1, 16, 16, 1]),
      verify(drawn) {
        for (const { seen, mask } of everySample(drawn)) {
          const found = countsOf(
            Array.from(seen.data, (v) => Math.round(v * 255)),
            [100, 255],
          );
          expect(found).toEqual([48, 39]);
          expect(placesOf(mask).length).toBe(87);
        }
      },
    },
  ],
};

export const texture: SampleCase = {
  oracle: 'the picture that was fed',
  examples: [
    {
      title: 'of two folders',
      augment: `synthetic, mask = image -> paste(texture("a"), shade(angle: 0deg, width: 1%, place: 50%)) -> paste(texture("b"), shade(angle: 180deg, width: 1%, place: 50%))`,
      pictures: dark,
      textures: bytes([40, 2, 16, 16, 3], 'textures'),
      fixed: true,
      verify({ textures, steps: [first] }) {
        if (textures === undefined || first === undefined) throw new Error('no textures');
        samplesOf(first.seen).forEach((seen, i) => {
          const own = samplesOf(sampleOf(textures, i));
          const wanted = image(16, 16, 3, (y, x, k) => pixel(own[x < 8 ? 1 : 0] ?? seen, y, x, k));
          expectClose(seen, wanted, 1e-6, 'both halves');
        });
      },
    },
  ],
};

function blend(name: string, formula: (own: number, donor: number, weight: number) => number): SampleExample {
  return {
    title: name,
    augment: `synthetic, mask = image -> paste(other_image, ${whole}, blend: ${name}, opacity: 70%)`,
    pictures: dark,
    donors: bright,
    fixed: true,
    verify({ pictures: own, donors, steps: [first] }) {
      const wanted = Array.from(own.data, (value, i) => formula(value, donors?.data[i] ?? 0, 0.7));
      expectClose(first?.seen, { shape: own.shape, data: wanted }, 1e-5, name);
    },
  };
}

// Where the mask is 0 every channel is what it was, to the last bit; where it is 1 one of them changed by half a level.
function expectMarked(drawn: Drawn, least: number): void {
  let marked = 0;
  for (const { image: before, seen, mask } of everySample(drawn)) {
    const changes = Array.from({ length: mask.data.length }, (_, i) =>
      Math.max(...[0, 1, 2].map((k) => Math.abs((seen.data[3 * i + k] ?? 0) - (before.data[3 * i + k] ?? 0)))),
    );
    changes.forEach((change, i) => {
      if (mask.data[i] === 0) expect(change).toBe(0);
      else expect(change).toBeGreaterThan(0);
    });
    marked += Array.from(mask.data).reduce((a, b) => a + b, 0);
  }
  expect(marked).toBeGreaterThan(least);
}

export function placesOf({
  shape: [, width = 1],
  data,
}: Values): readonly { readonly row: number; readonly column: number }[] {
  return Array.from(data).flatMap((value, i) => (value > 0 ? [{ row: Math.floor(i / width), column: i % width }] : []));
}
