// Small files that would fill memory or take hours are refused by their headers: masks of another size than their image,
// more pixels than are decoded, animations of many frames.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { dataDiagnostics } from '../../../src/cli/commands/check/data-findings.ts';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { scale16 } from '../../../src/runtime/images/channels.ts';
import { readSize } from '../../../src/runtime/images/decode.ts';
import { crc32 } from '../../../src/runtime/images/formats/crc32.ts';
import { readMask } from '../../../src/runtime/masks/ground-truth.ts';
import { looksOf } from '../../../src/runtime/sources/own-folder/looks.ts';
import { checkText } from '../../pipelines.ts';
import { bmpMask, type Content, plain, png, tree } from './tree.ts';

const file = (bytes: Uint8Array, name = 'x.png') => ({ name, read: async () => bytes });

/** A PNG of any size by its header. What it holds is no pixels: whoever decodes it says that it is damaged. */
function headerOfPng(width: number, height: number, bits = 8, colour = 0, interlaced = false): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
  };
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
  const pixels = chunk('IDAT', deflateSync(Buffer.alloc(5)));
  return Buffer.concat([signature, chunk('IHDR', header), pixels, chunk('IEND', Buffer.alloc(0))]);
}

/** Frames of one pixel each; those of `marks` are white, the others black. */
function animation(frames: number, marks: readonly number[] = []): Uint8Array {
  const header = Buffer.from([...Buffer.from('GIF89a'), 8, 0, 6, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const frame = (index: 0 | 1) => [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, index === 1 ? 0x4c : 0x44, 1, 0];
  const all = Array.from({ length: frames }, (_, i) => Buffer.from(frame(marks.includes(i) ? 1 : 0)));
  return Buffer.concat([header, ...all, Buffer.from([0x3b])]);
}

function hugeFrame(): Uint8Array {
  return Buffer.from(animation(1)).fill(0xff, 24, 28);
}

function withSizeOfBmp(width: number, height: number): Uint8Array {
  const bmp = Buffer.from(bmpMask());
  bmp.writeInt32LE(width, 18);
  bmp.writeInt32LE(height, 22);
  return bmp;
}

const tooLarge: readonly (readonly [what: string, bytes: Uint8Array, said: string])[] = [
  ['PNG', headerOfPng(40_000, 40_000), '40000 x 40000 pixels, and 268 million'],
  ['PNG of one bit', headerOfPng(65_000, 65_000, 1), '65000 x 65000 pixels, and 268 million'],
  ['PNG of 16 bits', headerOfPng(12_000, 12_000, 16, 6, true), '12000 x 12000 pixels, and 134 million'],
  ['GIF', hugeFrame(), '65535 x 65535 pixels, and 268 million'],
  ['BMP', withSizeOfBmp(2 ** 31 - 1, 2 ** 31 - 1), '2147483647 x 2147483647 pixels, and 268 million'],
  ['PGM', Buffer.from('P5 2000000000 2000000 255\n0'), '2000000000 x 2000000 pixels, and 1073 million'],
];

test.each(tooLarge)('a mask with too many pixels is told as such: %s', async (_, bytes, said) => {
  await expect(readMask(file(bytes))).rejects.toMatchObject({
    code: 'image-too-large',
    message: `x.png: it has ${said} are read at most`,
  });
});

test.each(tooLarge)('a mask of another size than its image is not decoded: %s', async (_, bytes) => {
  await expect(readMask(file(bytes), { width: 16, height: 16 })).rejects.toMatchObject({
    code: 'mask-size',
    message: expect.stringMatching(/^x\.png: the mask is \d+ x \d+, its image 16 x 16$/),
  });
});

test('maps that say nonsense are damaged, not too large', async () => {
  for (const text of [`P5 ${'1'.repeat(400)} 16 255\n`, 'P5 0 16 255\n', 'P5 a b 255\n'])
    await expect(readMask(file(Buffer.from(text)))).rejects.toMatchObject({ code: 'image-corrupt' });
});

test('a strip of a TIFF that unpacks to far more than its page', async () => {
  const strip = deflateSync(Buffer.alloc(1e6));
  const entries = [
    [256, 2],
    [257, 2],
    [258, 64],
    [259, 8],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, 2],
    [279, strip.length],
    [339, 3],
  ] as const;
  const tags = Buffer.alloc(2 + 12 * entries.length + 4);
  tags.writeUInt16LE(entries.length, 0);
  for (const [i, [tag, value]] of entries.entries()) {
    tags.writeUInt16LE(tag, 2 + 12 * i);
    tags.writeUInt16LE(4, 4 + 12 * i);
    tags.writeUInt32LE(1, 6 + 12 * i);
    tags.writeUInt32LE(value, 10 + 12 * i);
  }
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(8 + strip.length, 4);
  await expect(readMask(file(Buffer.concat([head, strip, tags])))).rejects.toMatchObject({
    message: 'x.png cannot be read: it is damaged or cut off',
  });
});

test('a mask of many frames is read up to the first that marks something, of a hundred', async () => {
  expect((await readMask(file(animation(100_000, [0])))).data[0]).toBe(255);
  expect((await readMask(file(animation(500, [70])))).data[0]).toBe(255);
  expect((await readMask(file(animation(100)))).lookedAt).toMatch(/; 100 pages, none marks a part$/);
  await expect(readMask(file(animation(101)))).rejects.toMatchObject({
    code: 'image-format',
    message: 'x.png: it has 101 pages, and none of the first 100 marks a part of the image',
  });
  await expect(readMask(file(animation(100_000)))).rejects.toMatchObject({
    message: 'x.png: it has 100000 pages, and none of the first 10 marks a part of the image',
  });
});

test('an image of many frames is its first one', async () => {
  expect(await readSize(file(animation(100_000)))).toMatchObject({ width: 8, height: 6 });
});

test('`check --with-data` has the codes of a run', async () => {
  const { model } = checkText(readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8'));
  if (model === undefined) throw new Error('the pipeline is valid');
  const test = (kind: string, image: Content, mask: Content) => ({
    [`bottle/test/${kind}/0.png`]: image,
    [`bottle/ground_truth/${kind}/0_mask.png`]: mask,
  });
  const folder = await tree({
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`bottle/train/good/${i}.png`, plain(i)])),
    ...test('frames', plain(1), animation(200)),
    ...test('image', headerOfPng(40_000, 40_000), plain(0)),
    ...test('mask', plain(2), headerOfPng(12_000, 12_000, 16, 6, true)),
    ...test('turned', plain(3, 6, 8), plain(0, 8, 6)),
  });
  const found = dataDiagnostics(model, await examineData(model, folder));
  expect(found.map(({ code, summary, hint }) => [code, summary, hint])).toEqual([
    ['image-corrupt', expect.stringMatching(/frames\/0_mask\.png: it has 200 pages/), expect.anything()],
    ['image-too-large', expect.stringMatching(/image\/0\.png: it has 40000 x 40000 pixels/), expect.anything()],
    [
      'mask-size',
      'ground_truth/mask/0_mask.png: the mask is 12000 x 12000, its image 8 x 6',
      'a mask has the size of its image',
    ],
    ['mask-size', expect.anything(), expect.stringMatching(/^width and height are swapped/)],
  ]);
});

test('alpha and colours of 8 and of 16 bits mark what they did as floats', async () => {
  const side = 16;
  const painted = Uint8Array.from({ length: side * side * 4 }, (_, i) => (i % 4 === 3 ? (i % 64 < 16 ? 255 : 0) : 255));
  const eight = await readMask(file(await png(painted, side, side, 4)));
  const deep = Uint16Array.from(painted, (value) => value * 257);
  const raw = { width: side, height: side, channels: 4 } as const;
  const sixteen = await readMask(file(await sharp(deep, { raw }).toColourspace('rgb16').png().toBuffer()));
  const marked = Uint8Array.from({ length: side * side }, (_, i) => ((i * 4 + 3) % 64 < 16 ? 255 : 0));
  expect([...eight.data]).toEqual([...marked]);
  expect([...sixteen.data]).toEqual([...marked]);
  expect(sixteen.lookedAt).toBe('16-bit colour, values 65535 only; alpha 0 and 65535');
});

test('a picture of 16 bits with more values than a list of the language holds', async () => {
  // As zeros they are allocated, and hardly touched.
  const bytes = scale16(new Uint8Array(2 * (2 ** 27 + 2)).fill(255, -4));
  expect(bytes.length).toBe(2 ** 27 + 2);
  expect([...bytes.subarray(-3)]).toEqual([0, 255, 255]);
});

test('a picture that is larger than masks may be is no mask by its looks', async () => {
  const folder = await tree({ 'x.png': headerOfPng(20_000, 20_000) });
  expect(await looksOf(path.join(folder, 'x.png'))).toBe('picture');
});
