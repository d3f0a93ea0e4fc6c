// Cases of blurs and noise.
import { expect } from 'vitest';
import type { SampleCase } from '../case.ts';
import { channel, everySample, pictures } from '../pixels.ts';
import { countsOf, deviationOf, expectDistributed, expectFrequencies, expectUniform, meanOf } from '../statistics.ts';
import { example } from './expected.ts';
import { fixtures } from './fixtures.ts';

const { filters } = fixtures;
const grey = pictures([60, 12, 12, 3], () => 128);

export const blur: SampleCase = {
  oracle: 'scipy.ndimage.gaussian_filter, over that of ones (fixture)',
  examples: [
    example('1.5 pixels', 'blur(1.5px)', filters.blur),
    example('next to nothing', 'blur(0.2px)', fixtures.image, 1e-3),
    {
      title: 'draws its width',
      augment: 'image = image -> blur(0.8px..1.5px)',
      pictures: pictures([100, 15, 15, 1], (y, x) => (x === 7 && y === 7 ? 255 : 0)),
      steps: 3,
      verify(drawn) {
        // The variance of a blurred point, across. (A Gaussian of half a pixel, seen at pixels, is narrower: 0.4637.)
        const widths = everySample(drawn).map(({ seen }) => {
          const total = meanOf(seen.data);
          return Math.sqrt(meanOf(Array.from(seen.data, (value, i) => value * ((i % 15) - 7) ** 2)) / total);
        });
        expectUniform(widths, 0.8, 1.5, 0.002);
      },
    },
  ],
};

export const sharpen: SampleCase = {
  oracle: 'scipy.ndimage.gaussian_filter (fixture)',
  examples: [
    example('by 150%', 'sharpen(150%, deviation: 1px)', filters.sharpen),
    {
      title: 'draws the amount',
      augment: 'image = image -> sharpen(50%..200%)',
      pictures: pictures([100, 8, 8, 1], (_, x) => (x < 4 ? 100 : 110)),
      steps: 3,
      verify(drawn) {
        // Before an edge the picture falls under its level, by the amount times what a blur adds there.
        const weights = Array.from({ length: 8 }, (_, x) => Math.exp(-((x - 3) ** 2) / 2));
        const beyond = weights.slice(4).reduce((x, y) => x + y, 0) / weights.reduce((x, y) => x + y, 0);
        const amounts = everySample(drawn).map(({ picture, seen }) => {
          const fall = (picture.data[3] ?? 0) - (seen.data[3] ?? 0);
          return fall / ((10 / 255) * beyond);
        });
        expectUniform(amounts, 0.5, 2, 1e-3);
      },
    },
  ],
};

export const gaussianNoise: SampleCase = {
  oracle: 'the normal distribution (Kolmogorov)',
  examples: [
    {
      title: 'is normal',
      augment: 'image = image -> gaussian_noise(5%)',
      pictures: grey,
      steps: 1,
      verify(drawn) {
        const noise = everySample(drawn).flatMap(({ picture, seen }) =>
          Array.from(seen.data, (value, i) => (value - (picture.data[i] ?? 0)) / 0.05),
        );
        expectDistributed(noise, normalBelow);
        const [sample] = everySample(drawn);
        if (sample) expect(channel(sample.seen, 0)).not.toEqual(channel(sample.seen, 1));
      },
    },
    {
      title: 'grey noise is the same for all channels',
      augment: 'image = image -> gaussian_noise(5%, grey: true)',
      pictures: grey,
      verify(drawn) {
        for (const { seen } of everySample(drawn)) expect(channel(seen, 0)).toEqual(channel(seen, 2));
      },
    },
    {
      title: 'draws its strength',
      augment: 'image = image -> gaussian_noise(2%..10%)',
      pictures: pictures([100, 24, 24, 1], () => 128),
      steps: 3,
      verify: (drawn) =>
        expectUniform(
          everySample(drawn).map(({ seen }) => deviationOf(seen.data)),
          0.02,
          0.1,
          0.01,
        ),
    },
  ],
};

export const saltNoise: SampleCase = {
  oracle: 'shares of pixels (chi-square)',
  examples: [
    {
      title: 'white and black in equal parts',
      augment: 'image = image -> salt_noise(20%)',
      pictures: grey,
      steps: 1,
      verify(drawn) {
        const pixels = everySample(drawn).flatMap(({ seen }) => {
          expect(channel(seen, 0)).toEqual(channel(seen, 1));
          return channel(seen, 0).map((value) => Math.round(value * 255));
        });
        expectFrequencies(countsOf(pixels, [0, 128, 255]), [0.1, 0.8, 0.1]);
        expect(new Set(pixels).size).toBe(3);
      },
    },
  ],
};

// Abramowitz and Stegun 26.2.17.
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
  return z < 0 ? tail : 1 - tail;
}
