// Images that are too large to be held are read in bands, with the same pixels; absurd sizes are refused at once.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { readOriginal, readPicture, readSize } from '../../../src/runtime/images/decode.ts';
import { crc32 } from '../../../src/runtime/images/formats/crc32.ts';
import { openRows } from '../../../src/runtime/predict/image-rows.ts';
import { pictureFile } from '../../../src/runtime/sources/listing.ts';
import { tree } from '../data/tree.ts';

const [width, height] = [300, 200];
const noise = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * i * 31 + (i >> 3)) % 256);
const colour = () => sharp(noise, { raw: { width, height, channels: 3 } });

const images: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'colour.png': () => colour().png().toBuffer(),
  'turned.jpg': () => colour().jpeg().withMetadata({ orientation: 6 }).toBuffer(),
  'grey.tif': () => colour().greyscale().toColourspace('b-w').tiff({ compression: 'lzw' }).toBuffer(),
  'deep.png': () => colour().linear(0.7).toColourspace('rgb16').png().toBuffer(),
  'see-through.webp': () => colour().ensureAlpha(0.4).webp({ lossless: true }).toBuffer(),
};

afterEach(() => vi.unstubAllEnvs());

test.each(Object.keys(images))('%s: bands of a stored image are those of a held one', async (name) => {
  const folder = await tree({ [name]: images[name]?.() ?? '' });
  const item = pictureFile(folder, path.join(folder, name));
  const temporary = await tree({});
  vi.stubEnv('TMPDIR', temporary);
  const whole = await readOriginal(item);
  for (const most of [0, Number.POSITIVE_INFINITY]) {
    const rows = await openRows(item, most);
    expect([rows.width, rows.height]).toEqual([whole.width, whole.height]);
    for (const top of [0, 37, rows.height - 10]) {
      const band = await rows.read(top, 64);
      const line = rows.width * 3;
      expect(band.height).toBe(Math.min(64, rows.height - top));
      expect(
        Buffer.from(whole.data)
          .subarray(top * line, (top + band.height) * line)
          .equals(band.data),
      ).toBe(true);
    }
    rows.close();
  }
  expect(readdirSync(temporary)).toEqual([]);
});

test('an image over 268 million pixels is read', async () => {
  const large = await sharp({
    create: { width: 20000, height: 14000, channels: 3, background: '#123456' },
    limitInputPixels: false,
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  const item = { name: 'large.png', read: async () => large };
  expect(await readSize(item)).toMatchObject({ width: 20000, height: 14000 });
  const frame = { width: 4, height: 4, channels: 3, fit: 'resize' as const };
  expect([...(await readPicture(item, frame)).pixels.subarray(0, 3)]).toEqual([0x12, 0x34, 0x56]);
});

test('a small file that says it has 1600 million pixels is refused by its header', async () => {
  const png = Buffer.from(await colour().png().toBuffer());
  png.writeUInt32BE(40_000, 16);
  png.writeUInt32BE(40_000, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  await expect(readSize({ name: 'bomb.png', read: async () => png })).rejects.toMatchObject({
    code: 'image-too-large',
    message: 'bomb.png: it has 40000 x 40000 pixels, and 1000 million are read at most',
  });
});
