// Cases of defects that are known: a patch of which every pixel is another one, so that it shows where it went.
import { expect } from 'vitest';
import type { Sample } from '../../primitives/example.ts';
import type { Drawn, SampleCase, SampleExample } from '../case.ts';
import { black, type DrawnSample, everySample, pictures, pixel } from '../pixels.ts';
import { expectUniform, meanOf } from '../statistics.ts';
import { placesOf } from './pasting.ts';

const [count, side] = [60, 24];
const patch = { row: 3, column: 14, height: 4, width: 6 };
const levelAt = (y: number, x: number) => 100 + 10 * y + 2 * x;
const inPatch = (row: number, column: number) =>
  row >= patch.row && row < patch.row + patch.height && column >= patch.column && column < patch.column + patch.width;

/** The picture is 30 around the patch. */
const defects: Sample = pictures(
  [2 * count, side, side, 1],
  (row, column) => (inPatch(row, column) ? levelAt(row - patch.row, column - patch.column) : 30),
  [count, 2, side, side, 1],
);

function example(
  title: string,
  settings: string,
  verify: (drawn: Drawn) => void,
  own: Partial<SampleExample> = {},
): SampleExample {
  const picture = Uint8Array.from(defects.data);
  // Every second one is a mask.
  for (let i = 0; i < picture.length; i++) {
    const isMask = Math.floor(i / (side * side)) % 2 === 1;
    if (isMask) picture[i] = inPatch(Math.floor((i % (side * side)) / side), i % side) ? 255 : 0;
  }
  return {
    title,
    augment: `synthetic, mask = image -> paste_defect("defects"${settings})`,
    pictures: black(count, side, side),
    textures: { dtype: 'uint8', shape: [count, 2, side, side, 1], data: picture },
    steps: 4,
    verify,
    ...own,
  };
}

/** Where the patch went: all of it, unchanged, and nothing else. */
function placeOf({ seen, mask }: DrawnSample): { readonly row: number; readonly column: number } {
  const places = placesOf(mask);
  const row = Math.min(...places.map((place) => place.row));
  const column = Math.min(...places.map((place) => place.column));
  expect(places.length).toBe(patch.height * patch.width);
  for (let y = 0; y < patch.height; y++)
    for (let x = 0; x < patch.width; x++) expect(pixel(seen, row + y, column + x) * 255).toBeCloseTo(levelAt(y, x), 3);
  expect(meanOf(seen.data) * side * side * 255).toBeCloseTo(sumOfPatch(), 1);
  return { row, column };
}

function sumOfPatch(): number {
  const levels = Array.from({ length: patch.height * patch.width }, (_, i) =>
    levelAt(Math.floor(i / patch.width), i % patch.width),
  );
  return levels.reduce((a, b) => a + b, 0);
}

export const pasteDefect: SampleCase = {
  oracle: 'each pixel of the patch, and the mask, at its new place; places evenly (Kolmogorov)',
  examples: [
    example('anywhere', '', (drawn) => {
      const places = everySample(drawn).map(placeOf);
      const [rows, columns] = [side - patch.height + 1, side - patch.width + 1];
      // Half a place is added: places are whole numbers.
      expectUniform(
        places.map(({ row }) => row + 0.5),
        0,
        rows,
        0.5 / rows,
      );
      expectUniform(
        places.map(({ column }) => column + 0.5),
        0,
        columns,
        0.5 / columns,
      );
    }),
    example(
      'where it was',
      ', place: same',
      (drawn) => {
        for (const sample of everySample(drawn))
          expect(placeOf(sample)).toEqual({ row: patch.row, column: patch.column });
      },
      { fixed: true },
    ),
    example('turned by a quarter', ', angle: 90deg', (drawn) => {
      for (const { seen, mask } of everySample(drawn)) {
        const places = placesOf(mask);
        const rows = places.map(({ row }) => row);
        const columns = places.map(({ column }) => column);
        expect(Math.max(...rows) - Math.min(...rows) + 1).toBeLessThanOrEqual(patch.width + 1);
        expect(Math.max(...columns) - Math.min(...columns) + 1).toBeLessThanOrEqual(patch.height + 1);
        expect(Math.abs(meanOf(seen.data) * side * side * 255 - sumOfPatch())).toBeLessThan(sumOfPatch() * 0.25);
      }
    }),
    example('larger', ', size: 2', (drawn) => {
      for (const { mask } of everySample(drawn)) {
        const area = placesOf(mask).length;
        expect(area).toBeGreaterThan(3 * patch.height * patch.width);
        expect(area).toBeLessThan(6 * patch.height * patch.width);
      }
    }),
    example(
      'on the object',
      ', inside: foreground, overlap: 100%, tries: 200',
      (drawn) => {
        for (const sample of everySample(drawn))
          expect(placeOf(sample).column + patch.width).toBeLessThanOrEqual(side / 2);
      },
      { foreground: pictures([count, side, side, 1], (_, x) => (x < side / 2 ? 255 : 0)) },
    ),
    example(
      'half transparent',
      ', opacity: 50%, place: same',
      (drawn) => {
        for (const { seen } of everySample(drawn))
          expect(pixel(seen, patch.row, patch.column) * 255).toBeCloseTo(50, 3);
      },
      { fixed: true },
    ),
  ],
};
