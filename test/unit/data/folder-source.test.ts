// `folder(...)`: the shapes that people have, recognised by themselves, and globs where nothing is recognised.
import { describe, expect, test } from 'vitest';
import type { DataSet } from '../../../src/runtime/images/data-set.ts';
import type { FolderSettings } from '../../../src/runtime/sources/own-folder/folder.ts';
import { readers } from '../../../src/runtime/sources/table.ts';
import { type Content, mask, plain, tree } from './tree.ts';

const image = plain(90);
const empty = plain(0);
const marked = mask();

const defaults: FolderSettings = {
  path: '.',
  normal: [],
  test: [],
  masks: [],
  suffixes: ['', '_mask', '_gt', '_GT', '_label', '_seg', '-mask'],
  validation: '',
  test_share: 0.2,
};

async function open(
  files: Readonly<Record<string, Content>>,
  settings: Partial<FolderSettings> = {},
): Promise<DataSet> {
  return readers.folder.open({ ...defaults, ...settings }, await tree(files));
}

function summary({ train, test: tested, validation }: DataSet) {
  const kinds = (items: DataSet['test']) =>
    items.map(({ name, defect, masks, hasGroundTruth }) => {
      const truth =
        masks.length > 0 ? ` [${masks.map((m) => m.name).join(' ')}]` : hasGroundTruth ? '' : ' without mask';
      return `${defect} ${name}${truth}`;
    });
  return {
    train: train.map(({ name }) => name),
    test: kinds(tested),
    ...(validation.length > 0 ? { validation: kinds(validation) } : {}),
  };
}

describe('shapes that are recognised', () => {
  test('good images alone, flat', async () => {
    const data = await open({ 'a.png': image, 'b.jpg': image, 'notes.txt': 'x' });
    expect(summary(data)).toEqual({ train: ['a.png', 'b.jpg'], test: [] });
  });

  test('good images alone, in good/', async () => {
    const data = await open({ 'good/a.png': image, 'good/day2/b.png': image });
    expect(summary(data)).toEqual({ train: ['good/a.png', 'good/day2/b.png'], test: [] });
  });

  test('train/good, test/KIND and masks under another name', async () => {
    const data = await open({
      'train/good/a.png': image,
      'test/good/b.png': image,
      'test/crack/c.png': image,
      'masks/crack/c.png': marked,
    });
    expect(summary(data)).toEqual({
      train: ['train/good/a.png'],
      test: ['crack test/crack/c.png [masks/crack/c.png]', 'good test/good/b.png'],
    });
    expect(data.notes[0]).toMatch(/was read as train\/good and test\/KIND, masks in masks\/$/);
  });

  test('good/ beside folders of defects without masks: good ones are drawn to test with, and pixels are unknown', async () => {
    const data = await open({
      'OK/1.png': image,
      'OK/2.png': image,
      'OK/3.png': image,
      'scratch/1.png': image,
      'dent/1.png': image,
    });
    expect(data.train).toHaveLength(2);
    expect(summary(data).test.filter((line) => !line.startsWith('good'))).toEqual([
      'dent dent/1.png without mask',
      'scratch scratch/1.png without mask',
    ]);
    expect(data.notes.slice(1)).toEqual([
      '1 of 3 good images were drawn to test with',
      '2 defective test images without a mask: pixel metrics are left out',
    ]);
  });

  test('images beside their masks: the masks say which are good', async () => {
    const data = await open({
      'a.png': image,
      'a_mask.png': empty,
      'b.png': image,
      'b_mask.png': marked,
      'c.png': image,
      'd.png': image,
    });
    expect(data.test.filter(({ defect }) => defect !== 'good').map(({ name }) => name)).toEqual(['b.png']);
    expect(
      [...data.train, ...data.test.filter(({ defect }) => defect === 'good')].map(({ name }) => name).toSorted(),
    ).toEqual(['a.png', 'c.png', 'd.png']);
  });

  test('images/ and masks/', async () => {
    const data = await open({
      'images/a.png': image,
      'images/b.png': image,
      'images/c.png': image,
      'masks/b_GT.png': marked,
    });
    expect(summary(data).test.at(-1)).toMatch(/^(defect images\/b\.png \[masks\/b_GT\.png\]|good )/);
    expect(data.test.some(({ defect, masks }) => defect === 'defect' && masks[0]?.name === 'masks/b_GT.png')).toBe(
      true,
    );
  });

  test('flat test images with masks: those without a mark are good', async () => {
    const data = await open({
      'train/a.png': image,
      'test/b.png': image,
      'test/c.png': image,
      'gt/b.png': empty,
      'gt/c.png': marked,
    });
    expect(summary(data)).toEqual({
      train: ['train/a.png'],
      test: ['good test/b.png', 'defect test/c.png [gt/c.png]'],
    });
  });

  test('a validation folder is labelled like the test folder', async () => {
    const data = await open({
      'train/good/a.png': image,
      'test/good/b.png': image,
      'val/good/c.png': image,
      'val/crack/d.png': image,
      'val/masks/crack/d.png': marked,
    });
    expect(summary(data).validation).toEqual(['crack val/crack/d.png [val/masks/crack/d.png]', 'good val/good/c.png']);
  });
});

describe('globs', () => {
  const files = {
    '2024/ok/1.png': image,
    '2024/ok/2.png': image,
    '2025/ok/3.png': image,
    'checked/ok/4.png': image,
    'checked/burr/5.png': image,
    'checked/burr/deep/6.png': image,
    'drawn/burr/5_seg.png': marked,
  };

  test('say what is normal, tested, and marked', async () => {
    const data = await open(files, { normal: ['2024/**', '2025/ok/*.png'], test: ['checked/**'], masks: ['drawn/**'] });
    expect(summary(data)).toEqual({
      train: ['2024/ok/1.png', '2024/ok/2.png', '2025/ok/3.png'],
      test: [
        'burr checked/burr/5.png [drawn/burr/5_seg.png]',
        'burr checked/burr/deep/6.png without mask',
        'good checked/ok/4.png',
      ],
    });
  });

  test('take alternatives, and name the kind where the pattern ends in its folder', async () => {
    const data = await open(files, { normal: ['{2024,2025}/ok/?.png'], test: ['checked/burr/*.png'], test_share: 0 });
    expect(summary(data).test).toEqual(['burr checked/burr/5.png without mask']);
    expect(data.train).toHaveLength(3);
  });

  test('that match nothing say what is there', async () => {
    await expect(open(files, { normal: ['2023/**'] })).rejects.toMatchObject({
      code: 'glob-empty',
      message: expect.stringMatching(
        /`normal: "2023\/\*\*"` matches no images in .*, which holds 2024\/ \(1 folder\), 2025\/ \(1 folder\), checked\/ \(2 folders\), drawn\/ \(1 folder\)/,
      ),
    });
  });

  test('that train on what they test with are refused', async () => {
    await expect(open(files, { normal: ['**/ok/*'], test: ['checked/**'] })).rejects.toMatchObject({
      code: 'data-overlap',
      message: expect.stringContaining('checked/ok/4.png'),
    });
  });

  test('a validation folder of one’s own', async () => {
    const data = await open(files, { normal: ['2024/**'], validation: 'checked', masks: ['drawn/**'] });
    expect(summary(data).validation?.[0]).toBe('burr checked/burr/5.png [drawn/burr/5_seg.png]');
  });
});

describe('folders that nobody can read say why', () => {
  test('no good images', async () => {
    await expect(open({ 'scratch/1.png': image, 'dent/1.png': image })).rejects.toMatchObject({
      code: 'data-layout',
      message: expect.stringContaining('it holds dent/ (1 image), scratch/ (1 image)'),
      hint: expect.stringContaining('normal: "GLOB"'),
    });
  });

  test('test images of which nothing says whether they are good', async () => {
    await expect(open({ 'train/good/a.png': image, 'test/b.png': image })).rejects.toMatchObject({
      code: 'data-layout',
      message: expect.stringContaining('test/b.png lies in no folder of a kind, and there are no masks'),
    });
  });

  test('an empty folder', async () => {
    await expect(open({ 'readme.txt': 'x' })).rejects.toMatchObject({
      message: expect.stringContaining('it holds readme.txt'),
    });
  });
});

test('masks that belong to no image are named', async () => {
  const data = await open({
    'train/good/a.png': image,
    'test/good/g.png': image,
    'test/hole/1.png': image,
    'masks/hole/1.png': marked,
    'masks/good/g.png': empty,
    'masks/hole/2.png': marked,
  });
  expect(data.strayMasks).toEqual(['masks/hole/2.png']);
});

test('images of one kind with the same name get names of their own for their maps', async () => {
  const data = await open({
    'train/good/a.png': image,
    'test/hole/1.png': image,
    'test/hole/1.jpg': image,
    'test/good/1.png': image,
  });
  const stems = data.test.map(({ defect, stem }) => `${defect}/${stem}`);
  expect(new Set(stems).size).toBe(3);
  expect(stems).toContain('good/1');
});
