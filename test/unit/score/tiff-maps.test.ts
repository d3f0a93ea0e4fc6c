// TIFF maps of floats, as PIL and tifffile write them: test/fixtures/tiff/make.py.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readMap } from '../../../src/runtime/score/read-map.ts';
import { tree } from '../data/tree.ts';

interface Maps {
  readonly height: number;
  readonly width: number;
  readonly values: readonly number[];
  readonly files: readonly { readonly name: string; readonly file: string }[];
}

const maps: Maps = JSON.parse(readFileSync('test/fixtures/tiff/maps.json', 'utf8'));

async function read(bytes: Uint8Array, name = 'map.tiff') {
  return readMap(path.join(await tree({ [name]: bytes }), name), name);
}

test.each(maps.files)('$name', async ({ file }) => {
  const { width, height, anomalyMap } = await read(Buffer.from(file, 'base64'));
  expect([height, width]).toEqual([maps.height, maps.width]);
  expect([...anomalyMap]).toEqual(maps.values);
});

test('16 bits are levels', async () => {
  const bytes = await sharp(Uint16Array.of(0, 1, 65535, 40), { raw: { width: 4, height: 1, channels: 1 } })
    .toColourspace('grey16')
    .tiff({ compression: 'none' })
    .toBuffer();
  expect((await read(bytes)).anomalyMap).toEqual(Uint16Array.of(0, 1, 65535, 40));
});

test.each([
  ['an empty file', Buffer.alloc(0), 'the file is empty'],
  [
    'text',
    Buffer.from('words, words, words'),
    'it is no image of a kind that is read (PNG, JPEG, TIFF, BMP, GIF, WebP, AVIF, PBM to PAM)',
  ],
  [
    'a pointer',
    Buffer.from('version https://git-lfs.github.com/spec/v1\noid sha256:0\n'),
    'it is a pointer of Git LFS',
  ],
  [
    'a TIFF that is cut off',
    Buffer.from(maps.files[4]?.file ?? '', 'base64').subarray(0, 120),
    'it is damaged or cut off',
  ],
])('%s is refused', async (_, bytes, why) => {
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'map-format',
    message: expect.stringContaining(`map.tiff cannot be read as an anomaly map: ${why}`),
  });
});
