// Cases of steps that are made of other steps.
import { expect } from 'vitest';
import type { SampleCase, SampleExample } from '../case.ts';
import { everySample, pictures, pixel } from '../pixels.ts';
import { countsOf, expectFrequencies } from '../statistics.ts';

/** Columns are 10 apart, rows 1: each of the steps below leaves a mark of its own. */
const marked = pictures([100, 4, 4, 1], (y, x) => 60 + 10 * x + y);
const three = 'flip(horizontal), flip(vertical), invert()';

export const anyOf: SampleCase = {
  oracle: 'chances of all sets of steps (chi-square)',
  examples: [
    // Of none, one alone, two, all three: a forced one is any of the three.
    sets('at least one of three', `any_of(${three})`, [0, 1 / 8 + 1 / 24, 1 / 8, 1 / 8]),
    sets('none is forced', `any_of(${three}, at_least: 0)`, [1 / 8, 1 / 8, 1 / 8, 1 / 8]),
    sets('exactly two', `any_of(${three}, chance: 0%, at_least: 2)`, [0, 0, 1 / 3, 0]),
    sets('seldom', `any_of([${three}], chance: 20%, at_least: 0)`, [0.512, 0.128, 0.032, 0.008]),
    {
      title: 'in the order in which they are written',
      augment: 'image = image -> any_of(gamma(2), invert(), chance: 100%)',
      pictures: marked,
      fixed: true,
      verify(drawn) {
        for (const { picture, seen } of everySample(drawn))
          expect(seen.data[0]).toBeCloseTo(1 - (picture.data[0] ?? 0) ** 2, 5);
      },
    },
  ],
};

// `chances`: of a set of none, one, two and three of the steps.
function sets(title: string, step: string, chances: readonly number[]): SampleExample {
  const all = Array.from({ length: 8 }, (_, i) => i);
  const expected = all.map((set) => chances[[1, 2, 4].filter((bit) => set & bit).length] ?? 0);
  return {
    title,
    augment: `image = image -> ${step}`,
    pictures: marked,
    steps: 10,
    verify(drawn) {
      const found = everySample(drawn).map(({ seen }) => {
        const level = (y: number, x: number) => Math.round(pixel(seen, y, x) * 255);
        const inverted = level(0, 0) > 130 ? 4 : 0;
        const sign = inverted ? -1 : 1;
        const mirrored = sign * (level(0, 3) - level(0, 0)) < 0 ? 1 : 0;
        return inverted + mirrored + (sign * (level(3, 0) - level(0, 0)) < 0 ? 2 : 0);
      });
      const counts = countsOf(found, all);
      for (const set of all.filter((one) => expected[one] === 0)) expect(counts[set]).toBe(0);
      const possible = all.filter((set) => expected[set] !== 0);
      expectFrequencies(
        possible.map((set) => counts[set] ?? 0),
        possible.map((set) => expected[set] ?? 0),
      );
    },
  };
}
