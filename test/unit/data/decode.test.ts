// Formats, bits, channels, orientation: what is decoded against OpenCV (fixtures), or against pixels known by construction.
import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Pixels } from '../../../src/runtime/images/data-set.ts';
import { type Frame, readOriginal, readPicture } from '../../../src/runtime/images/decode.ts';
import { readGroundTruth, readMask } from '../../../src/runtime/masks/ground-truth.ts';
import { mask, png } from './tree.ts';

interface Fixture {
  readonly file: string;
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly bits: number;
  readonly values: readonly number[];
  readonly grey?: readonly number[];
}

const fixtures: Readonly<Record<string, Fixture>> = JSON.parse(
  readFileSync('test/fixtures/images/expected.json', 'utf8'),
);
const whole = (width: number, height: number, channels = 3): Frame => ({ width, height, channels, fit: 'resize' });
const file = (bytes: Uint8Array | Pixels, name = 'x.png') => ({ name, read: async () => bytes });

describe.each(Object.entries(fixtures).filter(([name]) => !['detail.png', 'float.tiff'].includes(name)))(
  '%s',
  (name, fixture) => {
    const [height, width, channels] = fixture.shape;
    const bytes = Buffer.from(fixture.file, 'base64');
    const eight = fixture.values.map((value) => (fixture.bits === 16 ? Math.round(value / 257) : value));
    // Five and six bits are spread over 0 to 255 here; OpenCV shifts them.
    const tolerance = name.startsWith('bits16') || name.startsWith('bits565') ? 8 : 0;

    test('gives the pixels that OpenCV reads', async () => {
      const { pixels, originalWidth, originalHeight } = await readPicture(file(bytes), whole(width, height, channels));
      expect([originalHeight, originalWidth]).toEqual([height, width]);
      expect(largestDifference(pixels, eight)).toBeLessThanOrEqual(tolerance);
    });

    test('as three channels repeats grey', async () => {
      const { data } = await readOriginal(file(bytes));
      const repeated = channels === 1 ? eight.flatMap((value) => [value, value, value]) : eight;
      expect(largestDifference(data, repeated)).toBeLessThanOrEqual(tolerance);
    });
  },
);

describe('shrinking', () => {
  const {
    file: encoded,
    shape,
    values,
    grey = [],
  } = fixtures['detail.png'] ?? { file: '', shape: [0, 0, 0], values: [] };
  const bytes = Buffer.from(encoded, 'base64');

  test('filters like an area filter, without a shift', async () => {
    const [height, width] = shape;
    const { pixels } = await readPicture(file(bytes), whole(width, height));
    const mean = pixels.reduce((sum, value, i) => sum + Math.abs(value - (values[i] ?? 0)), 0) / pixels.length;
    expect(mean).toBeLessThan(3);
    // A shift of a quarter of a pixel would make it worse than half of this.
    const shifted =
      pixels.reduce((sum, value, i) => sum + Math.abs(value - (values[i + 3] ?? value)), 0) / pixels.length;
    expect(shifted).toBeGreaterThan(4 * mean);
  });

  test('leaves no trace of what is too fine to be seen', async () => {
    const stripes = Uint8Array.from({ length: 200 * 200 }, (_, i) => (i % 2 === 0 ? 0 : 255));
    const { pixels } = await readPicture(file(await png(stripes, 200, 200)), whole(57, 57, 1));
    const inner = [...pixels].filter((_, i) => i % 57 > 1 && i % 57 < 55);
    expect(Math.max(...inner) - Math.min(...inner)).toBeLessThanOrEqual(12);
  });

  test('colour as grey has the weights of OpenCV', async () => {
    const { pixels } = await readPicture(file(bytes), whole(70, 90, 1));
    expect(largestDifference(pixels, grey)).toBeLessThanOrEqual(1);
  });
});

describe('what cameras and editors write', () => {
  // Upright: red above green, 2 wide and 4 high.
  const upright = [
    ...Array.from({ length: 4 }, () => [200, 0, 0]),
    ...Array.from({ length: 4 }, () => [0, 150, 0]),
  ].flat();

  test.each([1, 2, 3, 4, 5, 6, 7, 8])('EXIF orientation %i is turned upright', async (orientation) => {
    const original = () => sharp(Uint8Array.from(upright), { raw: { width: 2, height: 4, channels: 3 } });
    const flopped = async (turned: Sharp) => sharp(await turned.png().toBuffer()).flop();
    // What the camera held: the inverse of what a reader must do.
    const held = [
      original(),
      original().flop(),
      original().rotate(180),
      original().flip(),
      await flopped(original().rotate(90)),
      original().rotate(270),
      await flopped(original().rotate(270)),
      original().rotate(90),
    ];
    const turned = await (held[orientation - 1] ?? original()).png().toBuffer();
    const bytes = await sharp(turned).withMetadata({ orientation }).png().toBuffer();
    const { pixels, originalWidth, originalHeight } = await readPicture(file(bytes), whole(2, 4));
    expect([originalWidth, originalHeight]).toEqual([2, 4]);
    expect([...pixels]).toEqual(upright);
  });

  test('transparent pixels are black', async () => {
    const bytes = await png(Uint8Array.from([200, 100, 50, 255, 200, 100, 50, 0]), 2, 1, 4);
    expect([...(await readPicture(file(bytes), whole(2, 1))).pixels]).toEqual([200, 100, 50, 0, 0, 0]);
  });

  test('palettes are their colours', async () => {
    const data = Uint8Array.from([255, 0, 0, 0, 0, 255, 0, 0, 255, 255, 0, 0]);
    const bytes = await sharp(data, { raw: { width: 2, height: 2, channels: 3 } })
      .png({ palette: true })
      .toBuffer();
    expect([...(await readPicture(file(bytes), whole(2, 2))).pixels]).toEqual([...data]);
  });

  test('CMYK becomes colour: white stays white, black black', async () => {
    const data = new Uint8Array(16 * 8 * 3).fill(255, 0, 16 * 4 * 3);
    const bytes = await sharp(data, { raw: { width: 16, height: 8, channels: 3 } })
      .toColourspace('cmyk')
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).space).toBe('cmyk');
    const { pixels } = await readPicture(file(bytes), whole(16, 8));
    expect(pixels.length).toBe(data.length);
    expect(Math.min(...pixels.subarray(0, 16 * 3 * 3))).toBeGreaterThan(240);
    expect(Math.max(...pixels.subarray(16 * 5 * 3))).toBeLessThan(60);
  });

  test('bits that are no whole numbers are refused with a reason', async () => {
    const bytes = Buffer.from(fixtures['float.tiff']?.file ?? '', 'base64');
    await expect(readPicture(file(bytes, 'depth.tiff'), whole(7, 5))).rejects.toMatchObject({
      code: 'image-format',
      message: 'depth.tiff: its samples are of the type float, not whole numbers of 8 or 16 bits',
    });
  });
});

describe('TIFF that is whole and packed otherwise is no damaged file', () => {
  test.each([
    ['Zstandard', 259, 50000, 'it is a TIFF compressed by Zstandard, which is not read'],
    ['12 bits', 258, 12, 'it is a TIFF with 12 bits a sample, which is not read'],
  ])('%s', async (_, tag, value, problem) => {
    const grey = sharp(new Uint8Array(48), { raw: { width: 8, height: 6, channels: 1 } }).toColourspace('b-w');
    const bytes = await grey.tiff({ compression: 'none' }).toBuffer();
    const entries = bytes.readUInt32LE(4);
    for (let at = entries + 2; at < entries + 2 + 12 * bytes.readUInt16LE(entries); at += 12)
      if (bytes.readUInt16LE(at) === tag) bytes.writeUInt16LE(value, at + 8);
    const expected = { code: 'image-format', message: `a.tif: ${problem}` };
    await expect(readPicture(file(bytes, 'a.tif'), whole(8, 6))).rejects.toMatchObject(expected);
    await expect(readMask(file(bytes, 'a.tif'))).rejects.toMatchObject(expected);
  });
});

describe('masks', () => {
  test('mark what is not zero, however small', async () => {
    const { data } = await readMask(file(await mask(1)));
    expect([...data].filter((value) => value === 255)).toHaveLength(1);
    expect(data[8 + 2]).toBe(255);
  });

  test('of 16 bits keep small values', async () => {
    const values = new Uint16Array(12);
    values[5] = 1;
    const bytes = await sharp(values, { raw: { width: 4, height: 3, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(bytes).metadata()).depth).toBe('ushort');
    expect([...(await readMask(file(bytes))).data].indexOf(255)).toBe(5);
  });

  test('as JPEG are cut in the middle, since compression adds noise', async () => {
    const data = new Uint8Array(32 * 32);
    for (let y = 8; y < 24; y++) data.fill(255, y * 32 + 8, y * 32 + 24);
    const bytes = await sharp(data, { raw: { width: 32, height: 32, channels: 1 } })
      .jpeg({ quality: 60 })
      .toBuffer();
    const { data: truth } = await readMask(file(bytes));
    expect(truth.reduce((count, value) => count + (value === 255 ? 1 : 0), 0)).toBeCloseTo(256, -1.5);
  });

  test('of several files are united', async () => {
    const other = new Uint8Array(48);
    other[0] = 7;
    const item = {
      ...file(await mask()),
      defect: 'x',
      stem: 'x',
      hasGroundTruth: true,
      masks: [file(await mask(), 'a.png'), file(await png(other, 8, 6), 'b.png')],
    };
    const truth = await readGroundTruth(item);
    expect([...(truth?.data ?? [])].flatMap((value, i) => (value === 255 ? [i] : []))).toEqual([0, 10]);
  });
});

describe('what is broken says so in a sentence', () => {
  test.each([
    ['an empty file', async () => new Uint8Array()],
    ['text', async () => Buffer.from('not an image at all, just words')],
    ['a PNG that was cut off', async () => (await png(noise(64 * 64), 64, 64)).subarray(0, 900)],
    [
      'a JPEG that was cut off',
      async () =>
        (
          await sharp(noise(64 * 64), { raw: { width: 64, height: 64, channels: 1 } })
            .jpeg()
            .toBuffer()
        ).subarray(0, 900),
    ],
    ['a BMP that was cut off', async () => Buffer.from(fixtures['colour.bmp']?.file ?? '', 'base64').subarray(0, 100)],
    [
      'a BMP that ends in its header',
      async () => Buffer.from(fixtures['colour.bmp']?.file ?? '', 'base64').subarray(0, 40),
    ],
  ])('%s', async (_, bytes) => {
    const reading = readPicture(file(await bytes(), 'train/good/007.png'), whole(8, 8));
    await expect(reading).rejects.toMatchObject({
      code: 'image-corrupt',
      message: expect.stringMatching(/^train\/good\/007\.png cannot be read: .+/),
    });
  });
});

function noise(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 7919 + (i >> 3) * 104729) % 251);
}

function largestDifference(found: Uint8Array, expected: readonly number[]): number {
  expect(found.length).toBe(expected.length);
  return found.reduce((largest, value, i) => Math.max(largest, Math.abs(value - (expected[i] ?? Number.NaN))), 0);
}
