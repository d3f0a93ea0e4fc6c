// Cases of what changes colours, pixel by pixel.
import { expect } from 'vitest';
import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import type { SampleCase } from '../case.ts';
import { channel, everySample, image, pictures, pixel } from '../pixels.ts';
import { countsOf, expectFrequencies, expectUniform, meanOf } from '../statistics.ts';
import { example, expectLevels, onlyImage } from './expected.ts';
import { fedPicture, fixtures } from './fixtures.ts';

const { pillow, gamma: powers } = fixtures;

/** Colours of all hues, none of them grey, and darker than 180. */
const colourful = pictures(
  [200, 4, 4, 3],
  (y, x, k) => 40 + (((y * 4 + x) * 29 + k * 53 + (k === x % 3 ? 60 : 0)) % 140),
);

export const jitter: SampleCase = {
  oracle: 'the definition in HSV by formulas of our own; factors evenly spread (Kolmogorov)',
  examples: [
    {
      title: 'brightness is a factor',
      augment: 'image = image -> jitter(brightness: 40%, contrast: 0%, saturation: 0%, hue: 0%)',
      pictures: colourful,
      steps: 3,
      verify(drawn) {
        const factors = everySample(drawn).map(({ picture, seen }) => {
          const own = meanOf(seen.data) / meanOf(picture.data);
          expectClose(seen, scaled(picture, own), 1e-5, 'one factor for all pixels');
          return own;
        });
        expectUniform(factors, 0.6, 1.4, 1e-5);
      },
    },
    {
      title: 'contrast is a factor about the mean of each channel',
      augment: 'image = image -> jitter(brightness: 0%, contrast: 30%, saturation: 0%, hue: 0%)',
      pictures: colourful,
      steps: 3,
      verify(drawn) {
        const factors = everySample(drawn).map(({ picture, seen }) => {
          const pairs = [0, 1, 2].map((k) => spread(channel(seen, k)) / spread(channel(picture, k)));
          for (const factor of pairs) expect(factor).toBeCloseTo(pairs[0] ?? 0, 4);
          for (const k of [0, 1, 2]) expect(meanOf(channel(seen, k))).toBeCloseTo(meanOf(channel(picture, k)), 5);
          return pairs[0] ?? 0;
        });
        expectUniform(factors, 0.7, 1.3, 1e-4);
      },
    },
    {
      title: 'saturation is a factor of that of HSV',
      augment: 'image = image -> jitter(brightness: 0%, contrast: 0%, saturation: 100%, hue: 0%)',
      pictures: colourful,
      steps: 2,
      verify(drawn) {
        const factors = everySample(drawn).map(({ picture, seen }) => {
          const before = hsvOf(picture);
          const after = hsvOf(seen);
          const weakest = before.reduce((least, { s }, i) => (s < (before[least]?.s ?? 1) ? i : least), 0);
          const own = (after[weakest]?.s ?? 0) / (before[weakest]?.s ?? 1);
          const wanted = before.map(({ h, s, v }) => ({ h, s: Math.min(1, s * own), v }));
          expectClose(seen, rgbOf(wanted, seen.shape), 2e-4, `saturation times ${own}`);
          return own;
        });
        expectUniform(factors, 0, 2, 1e-4);
      },
    },
    {
      title: 'hue turns around the colour circle',
      augment: 'image = image -> jitter(brightness: 0%, contrast: 0%, saturation: 0%, hue: 30%)',
      pictures: colourful,
      steps: 3,
      verify(drawn) {
        const turns = everySample(drawn).map(({ picture, seen }) => {
          const before = hsvOf(picture);
          const turn = around((hsvOf(seen)[0]?.h ?? 0) - (before[0]?.h ?? 0));
          expectClose(
            seen,
            rgbOf(
              before.map(({ h, s, v }) => ({ h: h + turn, s, v })),
              seen.shape,
            ),
            2e-4,
            `hue turned by ${turn}`,
          );
          return turn;
        });
        expectUniform(turns, -0.3, 0.3, 1e-4);
      },
    },
    {
      title: 'one channel has no colour',
      augment: 'image = image -> jitter(brightness: 50%, contrast: 50%, saturation: 50%, hue: 50%)',
      pictures: pictures([4, 6, 5, 1], (y, x) => 20 * y + 10 * x),
      verify: ({ steps: [first] }) => expect(first?.seen.shape).toEqual([4, 6, 5, 1]),
    },
  ],
};

export const posterize: SampleCase = {
  oracle: 'Pillow 13 (fixture)',
  examples: [
    example('3 bits', 'posterize(3)', pillow.posterize, 1e-3),
    {
      title: 'draws the bits',
      augment: 'image = image -> posterize(2..5)',
      pictures: pictures([100, 1, 256, 1], (_, x) => x),
      steps: 4,
      verify(drawn) {
        const bits = everySample(drawn).map(({ seen }) => Math.log2(new Set(Array.from(seen.data)).size));
        expectFrequencies(countsOf(bits, [2, 3, 4, 5]), [0.25, 0.25, 0.25, 0.25]);
      },
    },
  ],
};

export const solarize: SampleCase = {
  oracle: 'Pillow 13 (fixture)',
  examples: [
    example('from the middle on', 'solarize(50%)', pillow.solarize, 1e-3),
    {
      title: 'draws the threshold',
      augment: 'image = image -> solarize(20%..70%)',
      pictures: pictures([100, 1, 256, 1], (_, x) => x),
      steps: 4,
      verify(drawn) {
        const thresholds = everySample(drawn).map(
          ({ picture, seen }) =>
            Array.from(seen.data).findIndex((value, i) => Math.abs(value - (picture.data[i] ?? 0)) > 0.5 / 255) / 255,
        );
        // Of a ramp one sees between which two levels it lies.
        expectUniform(thresholds, 0.2, 0.7, 1 / 255);
      },
    },
  ],
};

export const invert: SampleCase = {
  oracle: 'Pillow 13 (fixture)',
  examples: [example('the negative', 'invert()', pillow.invert, 1e-3)],
};

export const equalize: SampleCase = {
  oracle: 'Pillow 13 (fixture)',
  examples: [example('each channel', 'equalize()', pillow.equalize, 1e-3)],
};

export const autocontrast: SampleCase = {
  oracle: 'Pillow 13 (fixture), which cuts off fractions of levels',
  examples: [
    {
      ...example('each channel', 'autocontrast()', pillow.autocontrast, 1.01),
      pictures: fedPicture({
        shape: fixtures.image.shape,
        data: Array.from(fixtures.image.data, (v) => Math.floor(v / 2) + 40),
      }),
    },
  ],
};

export const gamma: SampleCase = {
  oracle: "NumPy's power (fixture)",
  examples: [
    example('brighter', 'gamma(0.6)', powers['0.6']),
    example('darker', 'gamma(2.2)', powers['2.2']),
    {
      title: 'keeps black and white',
      augment: 'image = image -> gamma(0.05..20)',
      pictures: pictures([20, 2, 2, 3], (y) => 255 * y),
      fixed: true,
      verify: ({ pictures: before, steps: [first] }) =>
        expectClose(first?.seen, { shape: first?.seen.shape ?? [], data: before.data }, 1e-6, 'black and white'),
    },
    {
      title: 'draws an exponent for each channel',
      augment: 'image = image -> gamma(log_uniform(0.5..2), apart: true)',
      pictures: pictures([100, 2, 2, 3], () => 128),
      steps: 3,
      verify(drawn) {
        const exponents = everySample(drawn).map(({ picture, seen }) =>
          [0, 1, 2].map((k) => Math.log(seen.data[k] ?? 0) / Math.log(picture.data[k] ?? 0)),
        );
        for (const k of [0, 1, 2])
          expectUniform(
            exponents.map((own) => Math.log2(own[k] ?? 0)),
            -1,
            1,
            1e-3,
          );
        expect(exponents.every(([r, g]) => r !== g)).toBe(true);
      },
    },
  ],
};

export const shadow: SampleCase = {
  oracle: 'the definition, by a formula of our own',
  examples: [
    {
      title: 'to the right and up',
      augment: 'image = image -> shadow(strength: 40%, angle: 30deg, width: 60%, place: 40%)',
      pictures: pictures([1, 14, 20, 3], (_, __, k) => 200 + k),
      fixed: true,
      verify(drawn) {
        const radians = Math.PI / 6;
        const extent = 20 * Math.cos(radians) + 14 * Math.sin(radians);
        const wanted = image(14, 20, 3, (y, x, k) => {
          const way = ((x + 0.5 - 10) * Math.cos(radians) - (y + 0.5 - 7) * Math.sin(radians)) / extent;
          const t = Math.min(Math.max((way + 0.1) / 0.6 + 0.5, 0), 1);
          return (200 + k) * (1 - 0.4 * t * t * (3 - 2 * t));
        });
        expectLevels(onlyImage(drawn), wanted, 1e-3);
      },
    },
    {
      title: 'in any direction',
      augment: 'image = image -> shadow(width: 100%, place: 50%)',
      pictures: pictures([100, 16, 16, 1], () => 255),
      steps: 4,
      verify(drawn) {
        // The slope in the middle of the picture.
        const directions = everySample(drawn).map(({ seen }) => {
          const [across, down] = [pixel(seen, 7, 8) + pixel(seen, 8, 8), pixel(seen, 8, 7) + pixel(seen, 8, 8)];
          const all = across + pixel(seen, 7, 7) + pixel(seen, 8, 7);
          return (Math.atan2(2 * down - all, all - 2 * across) * 180) / Math.PI;
        });
        expectUniform(directions, -180, 180);
      },
    },
  ],
};

interface Hsv {
  readonly h: number;
  readonly s: number;
  readonly v: number;
}

function hsvOf({ data }: Values): readonly Hsv[] {
  return Array.from({ length: data.length / 3 }, (_, i) => {
    const [r = 0, g = 0, b = 0] = [data[3 * i], data[3 * i + 1], data[3 * i + 2]];
    const v = Math.max(r, g, b);
    const d = v - Math.min(r, g, b);
    const h = d === 0 ? 0 : v === r ? ((g - b) / d + 6) % 6 : v === g ? (b - r) / d + 2 : (r - g) / d + 4;
    return { h: h / 6, s: v === 0 ? 0 : d / v, v };
  });
}

// By sectors, as textbooks have it.
function rgbOf(colours: readonly Hsv[], shape: readonly number[]): Values {
  const data = colours.flatMap(({ h, s, v }) => {
    const place = (((h % 1) + 1) % 1) * 6;
    const [sector, f] = [Math.floor(place), place - Math.floor(place)];
    const [p, q, t] = [v * (1 - s), v * (1 - s * f), v * (1 - s * (1 - f))];
    const table = [
      [v, t, p],
      [q, v, p],
      [p, v, t],
      [p, q, v],
      [t, p, v],
      [v, p, q],
    ];
    return table[sector % 6] ?? [];
  });
  return { shape, data };
}

function around(turn: number): number {
  return turn - Math.round(turn);
}

function scaled({ shape, data }: Values, by: number): Values {
  return { shape, data: Array.from(data, (value) => Math.min(1, value * by)) };
}

function spread(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
}
