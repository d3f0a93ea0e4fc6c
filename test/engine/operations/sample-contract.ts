// What holds for everything that draws samples, whatever it draws.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sample, Values } from '../primitives/example.ts';
import { bytes, sizeOf } from '../primitives/samples.ts';
import type { Drawn, DrawnStep, SampleCase, SampleExample } from './case.ts';
import { SampleSheet, somePictures } from './draw-samples.ts';
import { sampleOf, samplesOf } from './pixels.ts';

/** The tests of one augmentation or shape. */
export function testSamples({ examples, divisor = 1 }: SampleCase): void {
  const sheet = testExamples(examples);
  const random = examples.flatMap((example, index) => (example.fixed === true ? [] : [{ example, index }]));
  if (random.length > 0) testSeeds(random, sheet);
  testSizes(examples, divisor);
}

/** The tests of examples alone; gives what draws them while tests run. */
export function testExamples(examples: readonly SampleExample[]): () => SampleSheet {
  let sheet: SampleSheet;
  beforeAll(() => {
    sheet = new SampleSheet(examples);
  });
  afterAll(() => sheet.dispose());
  describe.each(examples.map((example, index) => ({ ...example, index })))('$title', (example) => {
    testExample(example, (pictures) => sheet.draw(example.index, pictures));
  });
  return () => sheet;
}

function testExample(example: SampleExample, draw: (pictures?: Sample) => Drawn): void {
  let drawn: Drawn;
  beforeAll(() => {
    drawn = draw();
  });

  it('gives images and masks from 0 to 1, of the size of the pictures', () => {
    for (const { image, seen, mask } of drawn.steps) {
      expect(image.shape).toEqual(drawn.pictures.shape);
      expect(seen.shape).toEqual(drawn.pictures.shape);
      expect(mask.shape).toEqual([...drawn.pictures.shape.slice(0, 3), 1]);
      for (const values of [image, seen, mask]) expectUnit(values);
    }
  });

  it('draws the same at the same step, whatever was drawn before', () => {
    const again = draw().steps;
    expect(again.length).toBe(drawn.steps.length);
    again.forEach((step, i) => {
      expect(sameStep(step, drawn.steps[i])).toBe(true);
    });
  });

  it(example.fixed ? 'draws the same at every step' : 'draws otherwise at another step', () => {
    const [first, second] = drawn.steps;
    if (second === undefined) return;
    expect(sameValues(first?.seen, second.seen)).toBe(example.fixed === true);
  });

  it('stays finite on black, white and grey pictures', () => {
    for (const level of [0, 255, 128]) {
      const plain = constant((example.pictures ?? somePictures).shape, level);
      for (const { image, seen, mask } of draw(plain).steps)
        for (const values of [image, seen, mask]) expectUnit(values);
    }
  });

  it('does not look at the other samples of the batch', () => {
    const pictures = example.pictures ?? somePictures;
    const [first] = drawn.steps;
    const [alone] = draw(othersInverted(pictures)).steps;
    for (const key of ['image', 'seen', 'mask'] as const)
      expect(sameValues(firstOf(alone?.[key]), firstOf(first?.[key])), key).toBe(true);
  });

  it('does what the case says', () => example.verify(drawn));
}

interface Numbered {
  readonly example: SampleExample;
  readonly index: number;
}

function testSeeds(random: readonly Numbered[], sheet: () => SampleSheet): void {
  it('draws otherwise for another seed', () => {
    withSheet(
      random.map(({ example }) => ({ ...example, seed: 2, steps: 1 })),
      (others) => {
        random.forEach(({ example, index }, i) => {
          const own = sheet().draw(index).steps[0];
          expect(sameValues(own?.seen, others.draw(i).steps[0]?.seen), example.title).toBe(false);
        });
      },
    );
  });

  it('draws each sample of a batch on its own', () => {
    for (const { example, index } of random) {
      const pictures = example.pictures ?? somePictures;
      if (pictures.shape[0] === 1) continue;
      const seen = sheet().draw(index, allAsFirst(pictures)).steps[0]?.seen;
      const alike = samplesOf(seen ?? pictures).every((sample, _, [one]) => sameValues(sample, one));
      expect(alike, example.title).toBe(false);
    }
  });
}

function testSizes(examples: readonly SampleExample[], divisor: number): void {
  it.each([
    [13, 9, 1],
    [6, 11, 3],
    [3, 3, 1],
  ] as const)('works on pictures of %i x %i x %i', (height, width, channels) => {
    const shape = [2, height * divisor, width * divisor, channels];
    withSheet(
      examples.map(({ augment, title, verify, foreground }) => ({
        augment,
        title,
        verify,
        pictures: bytes(shape, 'pictures'),
        ...(foreground && { foreground: bytes([...shape.slice(0, 3), 1], 'foreground') }),
      })),
      (others) => {
        for (const index of examples.keys())
          for (const { image, seen, mask } of others.draw(index).steps) {
            expect([image.shape, seen.shape, mask.shape]).toEqual([shape, shape, [...shape.slice(0, 3), 1]]);
            for (const values of [image, seen, mask]) expectUnit(values);
          }
      },
    );
  });
}

function withSheet(examples: readonly SampleExample[], use: (sheet: SampleSheet) => void): void {
  const sheet = new SampleSheet(examples);
  try {
    use(sheet);
  } finally {
    sheet.dispose();
  }
}

function expectUnit({ data }: Values): void {
  for (let i = 0; i < data.length; i++) {
    const value = data[i] ?? Number.NaN;
    if (!(value >= -1e-6 && value <= 1 + 1e-6)) expect(`${value} at ${i}`).toBe('from 0 to 1');
  }
}

function sameStep(a: DrawnStep, b: DrawnStep | undefined): boolean {
  const numbers = ({ shapes, redraws }: DrawnStep) => `${shapes} ${redraws}`;
  const alike = (['image', 'seen', 'mask'] as const).every((key) => sameValues(a[key], b?.[key]));
  return alike && b !== undefined && numbers(a) === numbers(b);
}

// To the last bit, and fast: there are many.
function sameValues(a: Values | undefined, b: Values | undefined): boolean {
  const bytesOf = (values: Values | undefined) => Buffer.from(Float32Array.from(values?.data ?? []).buffer);
  return bytesOf(a).equals(bytesOf(b));
}

function firstOf(values: Values | undefined): Values | undefined {
  return values && sampleOf(values, 0);
}

function othersInverted({ dtype, shape, data }: Sample): Sample {
  const size = data.length / (shape[0] ?? 1);
  return { dtype, shape, data: Uint8Array.from(data, (byte, i) => (i < size ? byte : 255 - byte)) };
}

function allAsFirst({ dtype, shape, data }: Sample): Sample {
  const size = data.length / (shape[0] ?? 1);
  return { dtype, shape, data: Uint8Array.from(data, (_, i) => data[i % size] ?? 0) };
}

function constant(shape: readonly number[], level: number): Sample {
  return { dtype: 'uint8', shape, data: new Uint8Array(sizeOf(shape)).fill(level) };
}
