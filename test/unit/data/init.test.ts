// `anoseg init`: for every shape of folder the pipeline that it writes is valid, fits the data, and says what it saw.
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { starterPipeline } from '../../../src/cli/commands/init/starter-pipeline.ts';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { recognise } from '../../../src/runtime/sources/recognise.ts';
import { checkText } from '../../pipelines.ts';
import { bmpMask, type Content, mask, plain, tree } from './tree.ts';

const many = (name: (i: number) => string, count: number, content: Content): Record<string, Content> =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [name(i), content]));
const image = plain(90, 96, 64);
const marked = mask(255, 96, 64);
const normal = (folder: string, count = 10) => many((i) => `${folder}/${i}.png`, count, image);

const folders: Readonly<Record<string, { files: Readonly<Record<string, Content>>; source: string }>> = {
  'MVTec AD': {
    files: {
      ...normal('train/good'),
      ...normal('test/good', 2),
      'test/hole/1.png': image,
      'ground_truth/hole/1_mask.png': marked,
    },
    source: 'mvtec(',
  },
  'MVTec LOCO AD': {
    files: {
      ...normal('train/good'),
      ...normal('validation/good', 2),
      'test/logical/1.png': image,
      'ground_truth/logical/1/000.png': marked,
    },
    source: 'mvtec_loco(',
  },
  BTAD: {
    files: { ...normal('train/ok'), 'test/ok/1.png': image, 'test/ko/1.png': image, 'ground_truth/ko/1.png': marked },
    source: 'btad(',
  },
  VisA: {
    files: { ...normal('Data/Images/Normal'), 'Data/Images/Anomaly/1.png': image, 'Data/Masks/Anomaly/1.png': marked },
    source: 'visa(',
  },
  KolektorSDD: {
    files: {
      ...many((i) => `kos0${i}/Part0.jpg`, 9, plain(9)),
      ...many((i) => `kos0${i}/Part0_label.bmp`, 8, bmpMask(0)),
      'kos08/Part0_label.bmp': bmpMask(),
    },
    source: 'kolektor(',
  },
  'good images only': { files: many((i) => `IMG_${i}.jpg`, 5, image), source: 'folder(' },
  'good beside defects, no masks': { files: { ...normal('ok'), ...normal('scratch', 3) }, source: 'folder(' },
  'images and masks side by side': {
    files: { ...many((i) => `${i}.png`, 9, image), '3_mask.png': marked },
    source: 'folder(',
  },
  'a name that needs quoting': { files: many((i) => `odd "name" \\ ünï — $x/${i}.png`, 5, image), source: 'folder(' },
  'tall images of several sizes': {
    files: { ...many((i) => `${i}.png`, 5, plain(3, 60, 200)), 'w.png': plain(3, 300, 90) },
    source: 'folder(',
  },
  'one image broken': { files: { ...normal('good', 12), 'good/zz.png': 'words' }, source: 'folder(' },
};

describe.each(Object.entries(folders))('%s', (name, { files, source }) => {
  test.each([true, false])('gives a pipeline that checks, with the data too; pretrained: %s', async (pretrained) => {
    const root = await tree(files);
    const [odd] = Object.keys(files).filter((file) => file.startsWith('odd'));
    const folder = odd === undefined ? root : path.join(root, path.dirname(odd));
    const found = await recognise(folder);
    const text = starterPipeline(found, { place: folder, dataFolder: undefined, file: 'x.anoseg', pretrained });
    const { model, diagnostics } = checkText(text);
    expect(diagnostics).toEqual([]);
    if (model === undefined) throw new Error('valid');
    const codes = (await examineData(model, 'nowhere')).map(({ code }) => code);
    // All images here are one picture.
    expect(codes.filter((code) => code !== 'data-note' && code !== 'image-repeated')).toEqual(
      name === 'one image broken' ? ['image-skipped'] : [],
    );
    expect(text).toContain(`source   = ${source}`);
    expect([model.data.height % 32, model.data.width % 32]).toEqual([0, 0]);
  });
});

test('says what it saw: counts, sizes, grey, kinds of defects', async () => {
  const root = await tree({ ...folders['MVTec AD']?.files });
  const text = starterPipeline(await recognise(root), {
    place: 'x',
    dataFolder: '/my data',
    file: 'x.anoseg',
    pretrained: false,
  });
  expect(text).toContain('Read as MVTec AD: 10 good images to train on; to test with 2 good, 1 hole.');
  expect(text).toContain('Images of 96 x 64, grey.');
  expect(text).toContain('channels = 1');
  expect(text).toContain('anoseg run x.anoseg --data "/my data"');
});

test('a folder of categories: the first one, and a word on the others', async () => {
  const files = Object.entries(folders.BTAD?.files ?? {});
  const root = await tree(
    Object.fromEntries(
      ['01', '02'].flatMap((category) => files.map(([name, content]) => [`${category}/${name}`, content])),
    ),
  );
  const found = await recognise(root);
  expect(found.categories).toEqual(['01', '02']);
  const text = starterPipeline(found, { place: '01', dataFolder: root, file: 'x.anoseg', pretrained: false });
  expect(text).toContain('param category = "01"   // all of them: --each category=all (2 are there)');
  expect(checkText(text).model?.data.source.settings).toEqual({ category: { kind: 'text', value: '01' } });
});

test('a folder whose name holds signs that nobody sees is written so that it can be read', async () => {
  const root = await tree(many((i) => `a\u001b"\\b/${i}.png`, 8, image));
  const place = 'a\u001b"\\b';
  const found = await recognise(path.join(root, place));
  const text = starterPipeline(found, { place, dataFolder: root, file: 'x.anoseg', pretrained: false });
  expect(text).toContain('folder("a\\u{1b}\\"\\\\b")');
  expect(checkText(text).model?.data.source.settings.path).toEqual({ kind: 'text', value: place });
});

test('a folder in a folder is named', async () => {
  const root = await tree(many((i) => `parts/parts/${i}.png`, 4, image));
  await expect(recognise(root)).rejects.toMatchObject({
    code: 'data-layout',
    hint: `${path.join(root, 'parts/parts')} can be read: name that folder`,
  });
});

test('MVTec AD with masks named otherwise: read as a folder, and how names were paired is told', async () => {
  const root = await tree({
    ...normal('train/good'),
    'test/hole/1.png': image,
    'ground_truth/hole/1_segmentation.png': marked,
  });
  const found = await recognise(root);
  expect(found.data.test.map(({ defect, hasGroundTruth }) => `${defect} ${hasGroundTruth}`)).toContain('hole true');
  const text = starterPipeline(found, { place: 'x', dataFolder: undefined, file: 'x.anoseg', pretrained: false });
  expect(text).toContain(
    '/// Note: masks are paired: ground_truth/hole/*_segmentation.png with test/hole/*.png, by the same name but for words such as "mask" (1 mask).',
  );
});
