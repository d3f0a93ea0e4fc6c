// Every format and mode of images and masks against PIL and OpenCV (test/fixtures/formats/make.py), and the table in
// docs/data.md against both.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readOriginal } from '../../../src/runtime/images/decode.ts';
import { readMask } from '../../../src/runtime/masks/ground-truth.ts';

interface ImageCase {
  readonly format: string;
  readonly mode: string;
  readonly size: readonly [width: number, height: number];
  /** Levels of 255 that readers differ by: 0 without loss. */
  readonly tolerance: number;
  readonly file: string;
  /** Red, green and blue; null where the program does not read the file. */
  readonly PIL: string | null;
  readonly OpenCV: string | null;
}

interface MaskCase {
  readonly format: string;
  readonly mode: string;
  readonly file: string;
  /** 32 x 24 bits. */
  readonly marked: string;
}

const expected: { readonly images: readonly ImageCase[]; readonly masks: readonly MaskCase[] } = JSON.parse(
  readFileSync('test/fixtures/formats/expected.json', 'utf8'),
);
const bytes = (text: string) => Buffer.from(text, 'base64');
const file = (text: string) => ({ name: 'x', read: async () => new Uint8Array(bytes(text)) });
const docs = readFileSync('docs/data.md', 'utf8');

function differs(pixels: Uint8Array, other: string | null, tolerance: number): boolean {
  if (other === null) return true;
  const values = bytes(other);
  return values.length !== pixels.length || values.some((value, i) => Math.abs(value - (pixels[i] ?? 0)) > tolerance);
}

describe('images', () => {
  test.each(expected.images)('$format, $mode: the colours of PIL or OpenCV', async (given) => {
    const { data, width, height } = await readOriginal(file(given.file));
    expect([width, height]).toEqual(given.size);
    const equal = (['PIL', 'OpenCV'] as const).filter((name) => !differs(data, given[name], given.tolerance));
    expect(equal).not.toEqual([]);
    expect(docs).toContain(`| ${given.format} | ${given.mode} | ${equal.join(', ')} |`);
  });
});

describe('masks', () => {
  test.each(expected.masks)('$format, $mode', async (given) => {
    const { data, width, height } = await readMask(file(given.file));
    expect([width, height]).toEqual([32, 24]);
    const bits = bytes(given.marked);
    const wanted = Array.from({ length: 32 * 24 }, (_, i) => ((bits[i >> 3] ?? 0) >> (7 - (i & 7))) & 1);
    const wrong = wanted.filter((bit, i) => (bit === 1) !== (data[i] === 255)).length;
    expect(wrong).toBe(0);
    const row = docs.split('\n').find((line) => line.startsWith(`| ${given.mode} |`));
    expect(row?.split(/[|,] ?/).map((word) => word.trim())).toContain(given.format);
  });
});
