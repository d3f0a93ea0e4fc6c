import { expectClose } from '../../primitives/compare.ts';
import type { Values } from '../../primitives/example.ts';
import type { Drawn, SampleExample } from '../case.ts';
import { sampleOf } from '../pixels.ts';
import { fixturePicture } from './fixtures.ts';

/** Levels, as another library has them; `tolerance`: how many they may be apart. */
export function expectLevels(actual: Values, levels: Values, tolerance = 0.02): void {
  const seen = { shape: actual.shape, data: Array.from(actual.data, (value) => value * 255) };
  const difference = seen.data.map((value, i) => Math.abs(value - (levels.data[i] ?? Number.NaN)));
  expectClose({ shape: levels.shape, data: difference }, zeros(levels), tolerance, 'levels apart');
}

/** An example that is not random: what the lines of `augment` make of the fixtures' picture. */
export function example(title: string, step: string, expected: Values, tolerance?: number): SampleExample {
  return {
    title,
    augment: `image = image -> ${step}`,
    pictures: fixturePicture,
    fixed: true,
    verify: (drawn) => expectLevels(onlyImage(drawn), expected, tolerance),
  };
}

/** The first picture of the first step. */
export function onlyImage({ steps: [first] }: Drawn): Values {
  if (first === undefined) throw new Error('nothing was drawn');
  return sampleOf(first.seen, 0);
}

function zeros({ shape, data }: Values): Values {
  return { shape, data: Array.from(data, () => 0) };
}
