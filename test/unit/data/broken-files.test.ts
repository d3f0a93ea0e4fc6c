// A broken file gets the same words from everything that reads it; what it is instead of an image is named.
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { type Frame, readOriginal, readPicture } from '../../../src/runtime/images/decode.ts';
import { readMask } from '../../../src/runtime/masks/ground-truth.ts';

const frame = (channels: number, side: number): Frame => ({ width: side, height: side, channels, fit: 'resize' });
const pixels = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => Math.imul(i + 7, 2654435761) >>> 24);
const picture = () => sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } });
const half = async (bytes: Promise<Buffer>) => (await bytes).subarray(0, (await bytes).length >> 1);
const text = async (content: string) => Buffer.from(content, 'latin1');
const damaged = 'x.png cannot be read: it is damaged or cut off';

const broken: readonly (readonly [what: string, bytes: () => Promise<Uint8Array>, message: string])[] = [
  ['an empty file', () => text(''), 'x.png cannot be read: the file is empty'],
  [
    'words',
    () => text('just words, nothing else'),
    'x.png cannot be read: it is no image of a kind that is read (PNG, JPEG, TIFF, BMP, GIF, WebP, AVIF, PBM to PAM)',
  ],
  [
    'zeros',
    async () => new Uint8Array(500),
    'x.png cannot be read: it is no image of a kind that is read (PNG, JPEG, TIFF, BMP, GIF, WebP, AVIF, PBM to PAM)',
  ],
  ['half a PNG', () => half(picture().png().toBuffer()), damaged],
  ['half a PNG with a palette', () => half(picture().png({ palette: true }).toBuffer()), damaged],
  ['half a JPEG', () => half(picture().jpeg().toBuffer()), damaged],
  ['half a WebP', () => half(picture().webp().toBuffer()), damaged],
  ['half a GIF', () => half(picture().gif().toBuffer()), damaged],
  ['half a TIFF', () => half(picture().tiff({ compression: 'none' }).toBuffer()), damaged],
  ['half an AVIF', () => half(picture().avif().toBuffer()), damaged],
  ['a PGM that ends early', () => text('P5\n8 8\n255\nabc'), damaged],
  ['a BMP that ends early', () => text(`BM${'a'.repeat(60)}`), damaged],
  ['JPEG 2000', () => text('\0\0\0\x0cjP  \r\n\x87\n'), 'x.png: it is JPEG 2000, which is not read'],
  ['HEIC', () => text('\0\0\0\x18ftypheic\0\0\0\0'), 'x.png: it is HEIC, which is not read'],
  ['a drawing', () => text('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'x.png: it is SVG, which is not read'],
  [
    'a pointer of Git LFS',
    () => text('version https://git-lfs.github.com/spec/v1\n'),
    'x.png: it is a pointer of Git LFS, not the file that it stands for (`git lfs pull` fetches it), which is not read',
  ],
  ['a web page', () => text('<!DOCTYPE html><html>'), 'x.png: it is a web page, which is not read'],
];

test.each(broken)('%s', async (_, content, message) => {
  const bytes = new Uint8Array(await content());
  const file = { name: 'x.png', read: async () => bytes };
  const readers = [
    () => readPicture(file, frame(3, 32)),
    () => readPicture(file, frame(1, 96)),
    () => readOriginal(file),
    () => readOriginal(file, 20),
    () => readMask(file),
  ];
  for (const read of readers) await expect(read()).rejects.toMatchObject({ message });
});
