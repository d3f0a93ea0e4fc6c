// What holds for everything that draws samples, whatever it draws.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sample, Values } from '../primitives/example.ts';
import { sizeOf } from '../primitives/samples.ts';
import type { Drawn, SampleCase } from './case.ts';
import { SampleSheet, somePictures } from './draw-samples.ts';

/** The tests of one augmentation or shape. */
export function testSamples({ examples }: SampleCase): void {
  let sheet: SampleSheet;
  beforeAll(() => {
    sheet = new SampleSheet(examples);
  });
  afterAll(() => sheet.dispose());

  describe.each(examples.map((example, index) => ({ ...example, index })))('$title', (example) => {
    let drawn: Drawn;
    beforeAll(() => {
      drawn = sheet.draw(example.index);
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
      expect(sheet.draw(example.index).steps).toEqual(drawn.steps);
    });

    it(example.fixed ? 'draws the same at every step' : 'draws otherwise at another step', () => {
      const [first, second] = drawn.steps;
      if (second === undefined) return;
      const same = Buffer.from(bytesOf(first?.seen)).equals(bytesOf(second.seen));
      expect(same).toBe(example.fixed === true);
    });

    it('stays finite on black, white and grey pictures', () => {
      for (const level of [0, 255, 128]) {
        const plain = constant((example.pictures ?? somePictures).shape, level);
        for (const { image, seen, mask } of sheet.draw(example.index, plain).steps)
          for (const values of [image, seen, mask]) expectUnit(values);
      }
    });

    it('does what the case says', () => example.verify(drawn));
  });
}

function expectUnit({ data }: Values): void {
  const outside = Array.from(data).findIndex((value) => !(value >= -1e-6 && value <= 1 + 1e-6));
  expect(outside < 0 ? 'inside' : `${data[outside]} at ${outside}`).toBe('inside');
}

function bytesOf(values: Values | undefined): Uint8Array {
  return new Uint8Array(Float32Array.from(values?.data ?? []).buffer);
}

function constant(shape: readonly number[], level: number): Sample {
  return { dtype: 'uint8', shape, data: new Uint8Array(sizeOf(shape)).fill(level) };
}
