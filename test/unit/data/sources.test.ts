// Small folders of each layout, as their authors publish them, and folders that look different.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../../src/runtime/images/data-set.ts';
import { readGroundTruth } from '../../../src/runtime/masks/ground-truth.ts';
import { requireMasks } from '../../../src/runtime/sources/listing.ts';
import { readers } from '../../../src/runtime/sources/table.ts';
import { bmpMask, type Content, mask, plain, tree } from './tree.ts';

const image = plain(90);
const empty = plain(0);
const marked = mask();

const mvtecTree = (root = '') => ({
  [`${root}train/good/000.png`]: image,
  [`${root}train/good/001.png`]: image,
  [`${root}test/good/000.png`]: image,
  [`${root}test/hole/000.png`]: image,
  [`${root}test/hole/001.png`]: image,
  [`${root}ground_truth/hole/000_mask.png`]: marked,
  [`${root}ground_truth/hole/001_mask.png`]: marked,
});

/** What a user would say of a data set. */
function summary({ train, test: tested, validation }: DataSet) {
  const kinds = (items: DataSet['test']) =>
    items.map(
      ({ name, defect, masks }) =>
        `${defect} ${name}${masks.length > 0 ? ` [${masks.map((m) => m.name).join(' ')}]` : ''}`,
    );
  return {
    train: train.map(({ name }) => name),
    test: kinds(tested),
    ...(validation.length > 0 ? { validation: kinds(validation) } : {}),
  };
}

describe('mvtec and mpdd', () => {
  test.each(['mvtec', 'mpdd'] as const)('%s reads train/good, test/KIND and ground_truth/KIND', async (name) => {
    const root = await tree(mvtecTree('bottle/'));
    expect(summary(await readers[name].open({ category: 'bottle' }, root))).toEqual({
      train: ['train/good/000.png', 'train/good/001.png'],
      test: [
        'good test/good/000.png',
        'hole test/hole/000.png [ground_truth/hole/000_mask.png]',
        'hole test/hole/001.png [ground_truth/hole/001_mask.png]',
      ],
    });
    expect(readers[name].categories?.(root)).toEqual(['bottle']);
  });

  test('all masks that are missing are told at once', async () => {
    const { 'x/ground_truth/hole/000_mask.png': _, 'x/ground_truth/hole/001_mask.png': __, ...files } = mvtecTree('x/');
    const root = await tree(files);
    const data = await readers.mvtec.open({ category: 'x' }, root);
    expect(() => requireMasks(data)).toThrow(
      expect.objectContaining({
        code: 'mask-missing',
        message: expect.stringMatching(/^2 images have no ground truth: .*000\.png, .*001\.png$/),
      }),
    );
  });

  test('a category that is not there: the message lists those that are', async () => {
    const root = await tree({ ...mvtecTree('cable/'), ...mvtecTree('capsule/') });
    await expect(readers.mvtec.open({ category: 'bottle' }, root)).rejects.toMatchObject({
      code: 'data-missing',
      message: expect.stringContaining('holds cable/ (3 folders), capsule/ (3 folders)'),
      hint: expect.stringContaining('--data DIR'),
    });
  });

  test('another layout: the message says what was found', async () => {
    const root = await tree({ 'x/images/a.png': image, 'x/images/b.png': image, 'x/readme.txt': 'hello' });
    await expect(readers.mvtec.open({ category: 'x' }, root)).rejects.toMatchObject({
      code: 'data-layout',
      message: expect.stringMatching(
        /there are no images in train\/good; it holds images\/ \(2 images\), readme\.txt$/,
      ),
      hint: expect.stringContaining('folder("'),
    });
  });
});

test('btad: ok, ko, masks as PNG or BMP beside images in BMP', async () => {
  const root = await tree({
    '01/train/ok/0000.bmp': bmpMask(9),
    '01/test/ok/0001.bmp': bmpMask(9),
    '01/test/ko/0000.bmp': bmpMask(9),
    '01/test/ko/0001.png': image,
    '01/ground_truth/ko/0000.png': marked,
    '01/ground_truth/ko/0001.bmp': bmpMask(),
  });
  const data = await readers.btad.open({ category: '01' }, root);
  expect(summary(data)).toEqual({
    train: ['train/ok/0000.bmp'],
    test: [
      'ko test/ko/0000.bmp [ground_truth/ko/0000.png]',
      'ko test/ko/0001.png [ground_truth/ko/0001.bmp]',
      'good test/ok/0001.bmp',
    ],
  });
  expect(await markedPixels(data, 1)).toEqual([10]);
});

test('mvtec_loco: the ground truth is the union of the masks of an image; validation/good is there', async () => {
  const root = await tree({
    'pushpins/train/good/000.png': image,
    'pushpins/validation/good/000.png': image,
    'pushpins/test/good/000.png': image,
    'pushpins/test/logical_anomalies/000.png': image,
    'pushpins/ground_truth/logical_anomalies/000/000.png': mask(255, 8, 6),
    'pushpins/ground_truth/logical_anomalies/000/001.png': plain(243),
    'pushpins/defects_config.json': '[]',
  });
  const data = await readers.mvtec_loco.open({ category: 'pushpins' }, root);
  expect(summary(data).validation).toEqual(['good validation/good/000.png']);
  expect(await markedPixels(data, 1)).toHaveLength(48);
});

describe('visa', () => {
  const raw = {
    'candle/Data/Images/Normal/0000.JPG': image,
    'candle/Data/Images/Normal/0001.JPG': image,
    'candle/Data/Images/Normal/0002.JPG': image,
    'candle/Data/Images/Anomaly/000.JPG': image,
    'candle/Data/Masks/Anomaly/000.png': mask(3),
  };
  const csv = [
    'object,split,label,image,mask',
    'candle,train,normal,candle/Data/Images/Normal/0001.JPG,',
    'candle,train,normal,candle/Data/Images/Normal/0000.JPG,',
    'candle,test,normal,candle/Data/Images/Normal/0002.JPG,',
    'candle,test,anomaly,candle/Data/Images/Anomaly/000.JPG,candle/Data/Masks/Anomaly/000.png',
    'cashew,train,normal,cashew/Data/Images/Normal/000.JPG,',
  ].join('\r\n');
  const settings = { category: 'candle', test_share: 0.1 };

  test('by the published split', async () => {
    const root = await tree({ ...raw, 'split_csv/1cls.csv': csv });
    const data = await readers.visa.open(settings, root);
    expect(summary(data)).toEqual({
      train: ['candle/Data/Images/Normal/0000.JPG', 'candle/Data/Images/Normal/0001.JPG'],
      test: [
        'anomaly candle/Data/Images/Anomaly/000.JPG [candle/Data/Masks/Anomaly/000.png]',
        'good candle/Data/Images/Normal/0002.JPG',
      ],
    });
    // Masks hold numbers of classes, not 255.
    expect(await markedPixels(data, 0)).toEqual([10]);
    expect(readers.visa.categories?.(root)).toEqual(['candle']);
  });

  test('without it a share of the good images is drawn, the same each time, and a note says so', async () => {
    const root = await tree(raw);
    const data = await readers.visa.open(settings, root);
    expect([data.train.length, data.test.length]).toEqual([2, 2]);
    expect(summary(await readers.visa.open(settings, root))).toEqual(summary(data));
    expect(data.notes).toEqual(['there is no split_csv/1cls.csv: 1 of 3 good images were drawn to test with']);
  });

  test('reorganised by the script of its authors', async () => {
    const root = await tree({
      'candle/train/good/0.JPG': image,
      'candle/test/good/1.JPG': image,
      'candle/test/bad/000.JPG': image,
      'candle/ground_truth/bad/000.png': mask(1),
    });
    expect(summary(await readers.visa.open(settings, root)).test).toEqual([
      'bad test/bad/000.JPG [ground_truth/bad/000.png]',
      'good test/good/1.JPG',
    ]);
  });

  test('files of the split that are missing are counted and named', async () => {
    const root = await tree({ ...raw, 'split_csv/1cls.csv': csv });
    rmSync(path.join(root, 'candle/Data/Images/Normal/0002.JPG'));
    await expect(readers.visa.open(settings, root)).rejects.toMatchObject({
      code: 'data-layout',
      message: expect.stringContaining('names 1 files that are not there: candle/Data/Images/Normal/0002.JPG'),
    });
  });
});

describe('kolektor', () => {
  test('the first set: labels as BMP beside the parts, a share of the good ones to test with', async () => {
    const parts = ['kos01', 'kos02', 'kos03'].flatMap((folder) => [0, 1].map((i) => `${folder}/Part${i}`));
    const files: Record<string, Content> = {};
    for (const part of parts) {
      files[`set/${part}.jpg`] = image;
      files[`set/${part}_label.bmp`] = part === 'kos02/Part1' ? bmpMask() : bmpMask(0);
    }
    const root = await tree(files);
    const data = await readers.kolektor.open({ folder: 'set', test_share: 0.2 }, root);
    expect([data.train.length, data.test.length]).toEqual([4, 2]);
    expect(data.test.filter(({ defect }) => defect !== 'good').map(({ name, stem }) => [name, stem])).toEqual([
      ['kos02/Part1.jpg', 'kos02_Part1'],
    ]);
    expect(data.notes[0]).toContain('no split of its own');
  });

  test('the second set: train and test with _GT.png; defective training images are left out', async () => {
    const root = await tree({
      'set/train/10000.png': image,
      'set/train/10000_GT.png': empty,
      'set/train/10001.png': image,
      'set/train/10001_GT.png': marked,
      'set/test/20000.png': image,
      'set/test/20000_GT.png': empty,
      'set/test/20001.png': image,
      'set/test/20001_GT.png': marked,
    });
    const data = await readers.kolektor.open({ folder: 'set', test_share: 0.2 }, root);
    expect(summary(data)).toEqual({
      train: ['train/10000.png'],
      test: ['good test/20000.png', 'defect test/20001.png [test/20001_GT.png]'],
    });
    expect(data.notes).toEqual(['1 defective images of train/ are not trained on']);
  });

  test('the image and the label that the published archive of the second set holds twice count once', async () => {
    const twice = { '10301': image, '10301_GT': empty, '10301 (copy)': image, '10301_GT (copy)': empty };
    const root = await tree({
      ...Object.fromEntries(Object.entries(twice).map(([stem, content]) => [`set/train/${stem}.png`, content])),
      'set/test/20000.png': image,
      'set/test/20000_GT.png': empty,
    });
    const data = await readers.kolektor.open({ folder: 'set', test_share: 0.2 }, root);
    expect(summary(data)).toEqual({ train: ['train/10301.png'], test: ['good test/20000.png'] });
  });

  test('another folder says what was expected and found', async () => {
    const root = await tree(mvtecTree('set/'));
    await expect(readers.kolektor.open({ folder: 'set', test_share: 0.2 }, root)).rejects.toMatchObject({
      code: 'data-layout',
    });
    const other = await tree({ 'set/a/b.png': image });
    await expect(readers.kolektor.open({ folder: 'set', test_share: 0.2 }, other)).rejects.toMatchObject({
      message: expect.stringContaining('neither kosNN folders nor train and test; it holds a/ (1 image)'),
    });
  });
});

async function markedPixels({ test: items }: DataSet, index: number): Promise<readonly number[]> {
  const item = items[index];
  const truth = item && (await readGroundTruth(item));
  return [...(truth?.data ?? [])].flatMap((value, i) => (value === 0 ? [] : [i]));
}
