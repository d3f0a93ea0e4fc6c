// Choices among anomalies, and anomalies with a chance: which of them was drawn is seen at the level that it pastes.
import { describe, expect } from 'vitest';
import type { Drawn, SampleExample } from './operations/case.ts';
import { everySample, pictures } from './operations/pixels.ts';
import { testExamples } from './operations/sample-contract.ts';
import { countsOf, expectFrequencies } from './operations/statistics.ts';

const [height, width] = [12, 12];
const grey = pictures([100, height, width, 1], () => 100);
/** A quarter of the image, wholly inside. */
const square = 'rectangle(area: 25%, aspect: 1)';
/** 100 towards its negative, 155: what differs between the two is how far. */
const faint = `paste(image -> invert(), ${square}, opacity: 20%)`;
const strong = `paste(image -> invert(), ${square}, opacity: 80%)`;

// What the networks see of one sample: nothing, one kind of patch, the other, or both, one over the other.
type Seen = 'nothing' | 'faint' | 'strong' | 'both';

function seenIn(drawn: Drawn): readonly Seen[] {
  return everySample(drawn).map(({ seen, image }) => {
    const changes = Array.from(seen.data, (value, i) => Math.abs(value - (image.data[i] ?? 0)) * 255);
    // 100 becomes 155: by a fifth of 55, by four fifths, or by what is left after both.
    const has = (change: number) => changes.some((value) => Math.abs(value - change) < 0.6);
    if (changes.every((value) => value < 1e-3)) return 'nothing';
    return has(11) && has(44) ? 'both' : has(11) ? 'faint' : has(44) ? 'strong' : 'both';
  });
}

function example(title: string, line: string, verify: (drawn: Drawn) => void): SampleExample {
  const augment = `synthetic, mask = ${line}`;
  const checked = (drawn: Drawn) => {
    expectMarked(drawn);
    verify(drawn);
  };
  return { title, augment, pictures: grey, steps: 12, verify: checked };
}

/** The mask is where the image changed, and nowhere else. */
function expectMarked(drawn: Drawn): void {
  for (const { seen, image, mask } of everySample(drawn)) {
    const changed = Array.from(seen.data, (value, i) => (Math.abs(value - (image.data[i] ?? 0)) > 1e-3 ? 1 : 0));
    expect(Array.from(mask.data)).toEqual(changed);
  }
}

function shares(expected: Partial<Record<Seen, number>>): (drawn: Drawn) => void {
  const kinds = (['nothing', 'faint', 'strong', 'both'] as const).filter((kind) => expected[kind] !== undefined);
  return (drawn) => {
    const seen = seenIn(drawn);
    expect(seen.filter((kind) => !kinds.includes(kind))).toEqual([]);
    const chances = kinds.map((kind) => expected[kind] ?? 0);
    if (kinds.length > 1) expectFrequencies(countsOf(seen, kinds), chances);
  };
}

const block =
  'block strong_one(picture) { return picture -> paste(picture -> invert(), rectangle(area: 25%, aspect: 1), opacity: 80%) }';
const relabelled = '-> relabel(difference: 1%, median: 1px)';

describe('choices', () => {
  testExamples([
    example(
      'as values',
      `paste(image, image -> invert(), ${square}, opacity: 20%) | (image -> ${strong})`,
      shares({ faint: 0.5, strong: 0.5 }),
    ),
    example('as steps', `image -> (${faint} | ${strong}) ${relabelled}`, shares({ faint: 0.5, strong: 0.5 })),
    example(
      'one with a chance',
      `image -> (${faint} | maybe(30%) ${strong}) ${relabelled}`,
      shares({ nothing: 0.35, faint: 0.5, strong: 0.15 }),
    ),
    example('a chance alone', `image -> maybe(30%) ${strong} ${relabelled}`, shares({ nothing: 0.7, strong: 0.3 })),
    example('or the image as it is', `image | image -> ${strong}`, shares({ nothing: 0.5, strong: 0.5 })),
    { ...example('a block', `image -> (strong_one() | ${faint})`, shares({ faint: 0.5, strong: 0.5 })), use: block },
    {
      ...example(
        'chances in chances',
        `image -> maybe(50%) (maybe(50%) strong_one() | ${faint}) ${relabelled}`,
        shares({ nothing: 0.625, faint: 0.25, strong: 0.125 }),
      ),
      use: block,
    },
    example(
      'one after the other',
      `image -> maybe(50%) ${faint} -> maybe(50%) paste(image -> invert(), box(width: 12px, height: 12px), opacity: 80%) ${relabelled}`,
      (drawn) => {
        // The second one covers the whole image.
        const covered = everySample(drawn).filter(({ mask }) =>
          Array.from(mask.data).every((value) => value === 1),
        ).length;
        expectFrequencies([covered, 1200 - covered], [0.5, 0.5]);
        expectFrequencies(
          countsOf(seenIn(drawn), ['nothing']).flatMap((none) => [none, 1200 - none]),
          [0.25, 0.75],
        );
      },
    ),
  ]);
});

describe('options of a wrong size are drawn again as what they are', () => {
  // The faint ones are too large, and stay so.
  const large = 'paste(image -> invert(), box(width: 12px, height: 12px), opacity: 20%)';
  testExamples([
    example(
      'too large',
      `image -> (${large} | ${strong}) -> relabel(difference: 1%, median: 1px, at_most: 50%, redraw: 5)`,
      (drawn) => {
        shares({ faint: 0.5, strong: 0.5 })(drawn);
        const redraws = drawn.steps.flatMap((step) => step.redraws);
        const kinds = seenIn(drawn);
        expect(redraws).toEqual(kinds.map((kind) => (kind === 'faint' ? 5 : 0)));
      },
    ),
    example(
      'left out',
      `image -> maybe(40%) ${large} -> relabel(difference: 1%, median: 1px, at_most: 50%, redraw: 5)`,
      (drawn) => {
        const redraws = drawn.steps.flatMap((step) => step.redraws);
        expect(redraws).toEqual(seenIn(drawn).map((kind) => (kind === 'nothing' ? 0 : 5)));
        shares({ nothing: 0.6, faint: 0.4 })(drawn);
      },
    ),
  ]);
});

describe('images among anomalies', () => {
  testExamples([
    {
      title: 'what only changes the image is not marked',
      augment: `synthetic, mask = image -> (invert() | ${strong}) ${relabelled}`,
      pictures: grey,
      steps: 12,
      verify: (drawn) => {
        const inverted = everySample(drawn).filter(({ mask }) => Array.from(mask.data).every((value) => value === 0));
        expectFrequencies([inverted.length, 1200 - inverted.length], [0.5, 0.5]);
        for (const { seen } of inverted)
          for (const value of Array.from(seen.data)) expect(value).toBeCloseTo(155 / 255, 5);
      },
    },
    {
      title: 'a block with a chance in a donor',
      use: 'block negative(picture) { return picture -> invert() }',
      augment:
        'synthetic, mask = image -> paste(image -> maybe(30%) negative() -> (negative() | negative()), box(width: 12px, height: 12px))',
      pictures: grey,
      steps: 12,
      verify: (drawn) => {
        const twice = everySample(drawn).filter(({ seen }) => Math.round((seen.data[0] ?? 0) * 255) === 100).length;
        expectFrequencies([twice, 1200 - twice], [0.3, 0.7]);
      },
    },
  ]);
});
