// Cases of the generators of pipelines/anomalies: compositions in the language, held to what their papers say.
import { expect } from 'vitest';
import { bytes } from '../primitives/samples.ts';
import { placesOf } from './augmentations/pasting.ts';
import type { Drawn, SampleCase, SampleExample } from './case.ts';
import { type DrawnSample, everySample, pictures } from './pixels.ts';
import { expectFrequencies, expectUniform, meanOf } from './statistics.ts';

// Noise: wherever a patch comes from, nearly all of it differs from what it replaces.
const noise = bytes([40, 64, 64, 3], 'noise');
const left = pictures([40, 64, 64, 1], (_, x) => (x < 32 ? 255 : 0));

const anoseg: SampleCase = {
  oracle: 'sizes of patches; what the mask says against the pictures',
  examples: [
    generator('anoseg', 'hard_paste(other_image)', (drawn) => {
      expectMarked(drawn, 0.03);
      for (const area of areasOf(drawn)) expect(area).toBeLessThan(0.17);
    }),
    generator('anoseg', 'rich_paste(other_image)', (drawn) => {
      expectMarked(drawn, 0.03);
      expectFrequencies(patchesByShape(drawn), [0.25, 0.25, 0.25, 0.25]);
    }),
  ],
};

const cutpaste: SampleCase = {
  oracle: 'areas evenly from 2% to 15% (Kolmogorov); both kinds with the same chance (chi-square)',
  examples: [
    generator('cutpaste', 'cutpaste()', (drawn) => {
      expectMarked(drawn, 0.01);
      expectUniform(areasOf(drawn), 0.02, 0.15, 0.012);
    }),
    generator('cutpaste', 'cutpaste_scar()', (drawn) => {
      expectMarked(drawn, 0.01);
      for (const area of areasOf(drawn)) expect(area * 64 * 64).toBeLessThan(16 * 25 * 1.2);
    }),
    generator('cutpaste', 'cutpaste_3way()', (drawn) => {
      expectMarked(drawn, 0.01);
      expectFrequencies(patchesByShape(drawn), [0.5, 0.5]);
    }),
  ],
};

const draem: SampleCase = {
  oracle: 'what the mask says against the pictures',
  examples: [
    generator('draem', 'draem(texture("textures"))', (drawn) => expectMarked(drawn, 0.03, 0.4)),
    generator('draem', 'draem(other_image -> shift())', (drawn) => expectMarked(drawn, 0.03, 0.4)),
  ],
};

const memseg: SampleCase = {
  oracle: 'what the mask says against the pictures, and that it lies on the object',
  examples: [
    {
      ...generator('memseg', 'memseg(texture("textures"), foreground)', (drawn) => {
        expectMarked(drawn, 0.03, 0.4);
        for (const { mask } of everySample(drawn)) expect(placesOf(mask).every(({ column }) => column < 32)).toBe(true);
      }),
      foreground: left,
    },
    generator('memseg', 'memseg(other_image, object(image))', (drawn) => expectMarked(drawn, 0.03, 0.4)),
  ],
};

const nsa: SampleCase = {
  oracle: 'sizes of patches; what the mask says against the pictures; the logistic function of the difference',
  examples: [
    generator('nsa', 'nsa(other_image, most: 1)', (drawn) => {
      expectMarked(drawn, 0.004);
      for (const { mask } of everySample(drawn)) {
        const [rows, columns] = (['row', 'column'] as const).map((axis) => {
          const places = placesOf(mask).map((place) => place[axis]);
          return Math.max(...places) - Math.min(...places) + 1;
        });
        // A side of 6% to 80%.
        for (const side of [rows ?? 0, columns ?? 0]) expect(side).toBeLessThanOrEqual(0.8 * 64 + 1);
      }
    }),
    {
      ...generator('nsa', 'nsa(other_image, inside: foreground, blend: "poisson_mixed")', (drawn) => {
        for (const { mask } of everySample(drawn)) expect(placesOf(mask).every(({ column }) => column < 32)).toBe(true);
      }),
      foreground: left,
    },
    generator('nsa', 'nsa(other_image, label: "logistic")', (drawn) => {
      const labels = everySample(drawn).flatMap(({ mask }) => Array.from(mask.data).filter((value) => value > 0));
      // At no difference the function is 1 / (1 + exp(20 / 6)) = 0.034.
      expect(labels.reduce((a, b) => Math.min(a, b))).toBeGreaterThan(0.034);
      expect(labels.reduce((a, b) => Math.max(a, b))).toBeGreaterThan(0.9);
    }),
  ],
};

/** By the file that they stand in. */
export const anomalyCases: Readonly<Record<string, SampleCase>> = { anoseg, cutpaste, draem, memseg, nsa };

function generator(file: string, call: string, verify: (drawn: Drawn) => void): SampleExample {
  const [name = ''] = call.split('(');
  return {
    title: call,
    use: `use "std:anomalies/${file}" { ${name} }`,
    augment: `synthetic, mask = image -> ${call}`,
    pictures: noise,
    steps: 3,
    verify,
  };
}

// All patches of all samples, counted by their shape.
function patchesByShape({ steps, pictures: { shape } }: Drawn): readonly number[] {
  const counts = steps.flatMap((step) => [...step.shapes]);
  const kinds = counts.length / (steps.length * (shape[0] ?? 1));
  return Array.from({ length: kinds }, (_, kind) =>
    counts.filter((_, i) => i % kinds === kind).reduce((a, b) => a + b, 0),
  );
}

function areasOf(drawn: Drawn): readonly number[] {
  return everySample(drawn).map(({ mask }) => meanOf(mask.data));
}

// Almost everything that changed by more than a difference is marked, and little else: a median and a closing have a
// word too. `most`: what they take away, as a share of what is marked; of Perlin noise much, as it has spots of a pixel.
function expectMarked(drawn: Drawn, difference: number, most = 0.1): void {
  let [marked, right, missed, empty] = [0, 0, 0, 0];
  for (const sample of everySample(drawn)) {
    const before = marked;
    for (let i = 0; i < sample.mask.data.length; i++) {
      const changed = changeOf(sample, i) > difference;
      if (sample.mask.data[i] === 1) marked++;
      if (sample.mask.data[i] === 1 && changed) right++;
      if (sample.mask.data[i] === 0 && changed) missed++;
    }
    if (marked === before) empty++;
  }
  expect(right / marked).toBeGreaterThan(0.75);
  expect(missed / marked).toBeLessThan(most);
  // After the last redraw nothing may be left.
  expect(empty).toBeLessThan(everySample(drawn).length / 20);
}

function changeOf({ image, seen }: DrawnSample, pixel: number): number {
  const channels = [0, 1, 2].map((k) => Math.abs((image.data[3 * pixel + k] ?? 0) - (seen.data[3 * pixel + k] ?? 0)));
  return meanOf(channels);
}
