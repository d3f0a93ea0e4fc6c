// Masks that mark nothing or nearly everything, images in train and test, 12 bits in 16: named with what was looked at.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { planPictures, preparePictures } from '../../../src/runtime/feed/prepare.ts';
import { readMask } from '../../../src/runtime/masks/ground-truth.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import { recognise } from '../../../src/runtime/sources/recognise.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, mask, plain, png, tree } from './tree.ts';

const bottle = readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8');
const train = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`bottle/train/good/${i}.png`, plain(i)]));

function modelOf(text = bottle) {
  const { model } = checkText(text);
  if (model === undefined) throw new Error('the pipeline is valid');
  return model;
}

async function found(files: Readonly<Record<string, Content>>, text?: string): Promise<readonly string[]> {
  const findings = await examineData(modelOf(text), await tree(files));
  return findings.map(({ code, message }) => `${code}: ${message}`);
}

async function notesOfRun(files: Readonly<Record<string, Content>>): Promise<readonly string[]> {
  const folder = await tree(files);
  const model = modelOf();
  const plan = await planPictures(model, await openDataSet(model.data, folder), folder, 2 ** 30);
  return (await preparePictures(plan, folder, () => undefined)).notes;
}

const marking = (value: (x: number, y: number) => number) =>
  png(
    Uint8Array.from({ length: 48 }, (_, i) => value(i % 8, Math.floor(i / 8))),
    8,
    6,
  );
const opaque = () =>
  sharp(
    Uint8Array.from({ length: 48 * 4 }, (_, i) => (i % 4 === 3 ? 255 : 0)),
    { raw: { width: 8, height: 6, channels: 4 } },
  )
    .png()
    .toBuffer();

test('masks that mark nothing, nearly everything, or the border, before and in a run', async () => {
  const files = {
    ...train,
    'bottle/test/hole/0.png': plain(20),
    'bottle/ground_truth/hole/0_mask.png': marking(() => 0),
    'bottle/test/hole/1.png': plain(21),
    'bottle/ground_truth/hole/1_mask.png': opaque(),
    'bottle/test/hole/2.png': plain(22),
    'bottle/ground_truth/hole/2_mask.png': marking((x, y) => (x === 3 && y === 3 ? 0 : 255)),
    'bottle/test/hole/3.png': plain(23),
    'bottle/ground_truth/hole/3_mask.png': marking((x, y) => (x > 1 && x < 6 && y > 1 && y < 5 ? 0 : 1)),
    'bottle/test/hole/4.png': plain(24),
    'bottle/ground_truth/hole/4_mask.png': mask(),
    // The defect lies in a corner.
    'bottle/test/hole/5.png': plain(25),
    'bottle/ground_truth/hole/5_mask.png': marking((x, y) => (x < 3 && y < 3 ? 0 : 1)),
  };
  const messages = [
    '2 masks of defective images mark nothing: ground_truth/hole/0_mask.png (looked at: 8-bit grey, values 0 only); ground_truth/hole/1_mask.png (looked at: 8-bit colour, values 0 only; alpha all 255)',
    'the mask of a defective image marks nearly everything (more than 90 %): it looks inverted: ground_truth/hole/2_mask.png (looked at: 8-bit grey, values 0 and 255)',
    '2 masks of defective images mark more than half of the image and of its border: they look inverted: ground_truth/hole/3_mask.png, ground_truth/hole/5_mask.png (looked at: 8-bit grey, values 0 and 1)',
  ];
  expect(await found(files)).toEqual(messages.map((message) => `mask-doubtful: ${message}`));
  expect(await notesOfRun(files)).toEqual(messages);
});

test('an image that its empty mask alone makes good is named', async () => {
  const files = {
    ...Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`parts/images/${i}.png`, plain(i)])),
    'parts/masks/1.png': mask(),
    'parts/masks/2.png': marking(() => 0),
  };
  const note =
    '1 image is taken as good, since the mask marks nothing: images/2.png (looked at: 8-bit grey, values 0 only)';
  const text = bottle
    .replace(/source *= *mvtec\(category\)/, 'source = folder("parts")')
    .replace(/^param category.*$/m, '');
  expect(await found(files, text)).toContain(`data-note: ${note}`);
  const { data } = await recognise(`${await tree(files)}/parts`);
  expect(data.notes).toContain(note);
});

test('lossy masks that mark nothing are empty, whatever the encoder makes of black', async () => {
  const lossy = (value: number, width: number, options: { readonly quality: number }) =>
    sharp(
      Uint8Array.from({ length: width * 40 }, (_, i) =>
        i % width > 20 && i % width < 30 && i > width * 20 ? value : 0,
      ),
      { raw: { width, height: 40, channels: 1 } },
    ).webp(options);
  for (const width of [48, 72])
    for (const quality of [20, 60, 75, 90])
      for (const value of [0, 255]) {
        const file = await lossy(value, width, { quality }).toBuffer();
        const { data } = await readMask({ name: 'mask.webp', read: async () => file });
        expect([width, quality, value, data.includes(255)]).toEqual([width, quality, value, value > 0]);
      }
});

test('where all masks mark something there is nothing to train on, and inverted ones are named', async () => {
  const inverted = () => marking((x, y) => (x === 3 && y === 3 ? 0 : 255));
  const files = Object.fromEntries(
    [0, 1, 2].flatMap((i): [string, Content][] => [
      [`parts/images/${i}.png`, plain(i)],
      [`parts/masks/${i}.png`, inverted()],
    ]),
  );
  await expect(recognise(`${await tree(files)}/parts`)).rejects.toThrow(
    /no good images to train on: a mask marks something in each of 3 images: 3 masks .*look inverted/,
  );
});

test('the same bytes in train and test', async () => {
  const files = {
    ...train,
    'bottle/test/good/0.png': plain(3),
    'bottle/test/good/1.png': plain(40),
    'bottle/test/hole/0.png': plain(20),
    'bottle/ground_truth/hole/0_mask.png': mask(),
  };
  const message = '1 of 3 test images is trained on too, byte by byte: test/good/0.png is train/good/3.png';
  expect(await found(files)).toEqual([`image-repeated: ${message}`]);
  expect(await notesOfRun(files)).toEqual([message]);
});

test('12 bits in 16 are nearly black, and are told', async () => {
  const wide = (most: number) =>
    sharp(
      Uint16Array.from({ length: 48 }, (_, i) => Math.floor((most * i) / 47)),
      { raw: { width: 8, height: 6, channels: 1 } },
    )
      .toColourspace('grey16')
      .png()
      .toBuffer();
  const files = {
    ...train,
    'bottle/test/good/0.png': wide(4000),
    'bottle/test/good/1.png': wide(65_000),
    'bottle/test/hole/0.png': plain(20),
    'bottle/ground_truth/hole/0_mask.png': mask(),
  };
  const note =
    'no value of test/good/0.png reaches 4096 of 65535, so that it is nearly black: 12 bits in 16, probably; multiply such images by 16 and save them again';
  expect(await found(files)).toEqual([`data-note: ${note}`]);
  expect(await notesOfRun(files)).toEqual([note]);
});
