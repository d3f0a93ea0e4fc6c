// Several sources in one pipeline: each a category, in batches as often as the others, all that is wrong told at once.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dataDiagnostics } from '../../../src/cli/commands/check/data-findings.ts';
import { categoriesOf } from '../../../src/dsl/model/categories.ts';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { examineData } from '../../../src/runtime/feed/examine.ts';
import { batchOrder } from '../../../src/runtime/feed/order.ts';
import { planPictures, preparePictures } from '../../../src/runtime/feed/prepare.ts';
import { checkBatch, splitNormal } from '../../../src/runtime/feed/split.ts';
import { hashContent } from '../../../src/runtime/record/data-digest.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, mask, plain, tree } from './tree.ts';

const bottle = readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8');

function modelOf(sources: string, data = '') {
  const text = bottle
    .replace('mvtec(category)', `[${sources}]\n  ${data}`)
    .replace('param category = "bottle"', '')
    .replace('size     = 256', 'size     = 64')
    .replace('4 normal + 4 synthetic', '2 normal + 2 synthetic');
  const { model, diagnostics } = checkText(text);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

const category = (name: string, count: number, level: number): Readonly<Record<string, Content>> => ({
  ...Object.fromEntries(Array.from({ length: count }, (_, i) => [`${name}/train/good/${i}.png`, plain(level + i)])),
  [`${name}/test/good/0.png`]: plain(level + 60),
  [`${name}/test/hole/0.png`]: plain(level + 61),
  [`${name}/ground_truth/hole/0_mask.png`]: mask(),
});
const files = { ...category('bottle', 20, 0), ...category('cable', 10, 80) };
const both = 'mvtec("bottle"), mvtec("cable")';

async function prepared(sources: string, root: string, data = '', cache = '/nowhere') {
  const model = modelOf(sources, data);
  const plan = await planPictures(model, await openDataSet(model.data, root), root, Number.POSITIVE_INFINITY);
  return preparePictures(plan, cache, () => undefined);
}

describe('as one set', () => {
  test('names begin with the category, and nothing is lost', async () => {
    const data = await openDataSet(modelOf(both).data, await tree(files));
    expect(data.train).toHaveLength(30);
    expect(data.test.map(({ name, category: of, defect, stem }) => [name, of, defect, stem])).toEqual([
      ['bottle/test/good/0.png', 'bottle', 'good', '0'],
      ['bottle/test/hole/0.png', 'bottle', 'hole', '0'],
      ['cable/test/good/0.png', 'cable', 'good', '0'],
      ['cable/test/hole/0.png', 'cable', 'hole', '0'],
    ]);
    expect(data.test[3]?.masks.map(({ name }) => name)).toEqual(['cable/ground_truth/hole/0_mask.png']);
  });

  test('a list of one is that one', () => {
    expect(modelOf('mvtec("bottle")').data.sources).toBeUndefined();
  });

  test('categories are called by their folders, or as the source says', () => {
    const names = categoriesOf(modelOf('folder("a/parts/"), folder("b/parts", name: "b"), sample("gear")').data);
    expect(names).toEqual(['parts', 'b', 'gear']);
  });

  test('explain knows the settings of each', () => {
    const paths = effectiveSettings(modelOf(both)).flatMap(({ path, value }) =>
      path.startsWith('data.source') ? [`${path} ${value}`] : [],
    );
    expect(paths).toEqual([
      'data.source [mvtec(category: "bottle"), mvtec(category: "cable")]',
      'data.source.mvtec.category "bottle"',
      'data.source.mvtec_2.category "cable"',
    ]);
  });

  test('each gives its share to the hold-out', async () => {
    const { train } = await openDataSet(modelOf(both).data, await tree(files));
    const { holdout } = splitNormal(train, 0.2, 1);
    expect(holdout.filter((item) => item.category === 'bottle')).toHaveLength(4);
    expect(holdout.filter((item) => item.category === 'cable')).toHaveLength(2);
  });

  test('the digest of each is what it has alone, and the order of the list changes none', async () => {
    const root = await tree(files);
    const [one, other] = [await prepared(both, root), await prepared('mvtec("cable"), mvtec("bottle")', root)];
    const alone = await prepared('mvtec("bottle")', root);
    expect(one.sources?.map(({ category: of }) => of)).toEqual(['bottle', 'cable']);
    expect(one.sources?.[0]?.digest).toBe(alone.digest.digest);
    expect(one.digest).toEqual(other.digest);
    expect(alone.sources).toBeUndefined();
    expect(one.pictures.categories).toEqual([18, 9]);
  });

  test('masks of objects lie in a folder for each category', async () => {
    const objects = Object.fromEntries(
      ['bottle', 'cable'].flatMap((name) =>
        Array.from({ length: 20 }, (_, i) => [`objects/${name}/${i}.png`, mask(name === 'bottle' ? 255 : 200)]),
      ),
    );
    const { pictures } = await prepared(both, await tree({ ...files, ...objects }), 'foreground = "objects"');
    expect(pictures.foreground?.count).toBe(27);
  });
});

describe('what is wrong', () => {
  test('sources that cannot be read are told in one message', async () => {
    const root = await tree(files);
    const failure = await openDataSet(modelOf(`${both}, mvtec("screw"), mvtec("pill")`).data, root).catch(String);
    expect(failure).toMatch(/2 of 4 sources cannot be read: screw: there is no folder .*; pill: there is no folder/);
    expect(await openDataSet(modelOf(`${both}, mvtec("screw")`).data, root).catch(String)).toMatch(
      /^OutsideError: there is no folder .*screw/,
    );
  });

  test('with the data, each finding by itself, and the other sources are looked at all the same', async () => {
    const broken = { ...files, 'cable/train/good/3.png': 'words', 'bottle/ground_truth/hole/9_mask.png': mask() };
    const found = await examineData(modelOf(`${both}, mvtec("screw"), mvtec("pill")`), await tree(broken));
    expect(found.map(({ code, message }) => `${code}: ${message}`)).toEqual([
      expect.stringMatching(/^data-missing: screw: there is no folder/),
      expect.stringMatching(/^data-missing: pill: there is no folder/),
      expect.stringMatching(/^image-corrupt: cable\/train\/good\/3.png/),
      expect.stringMatching(/^mask-without-image: the mask bottle\/ground_truth\/hole\/9_mask.png/),
    ]);
  });

  test('an image that two categories share is told, in the run too', async () => {
    const same = { ...files, 'cable/train/good/3.png': plain(5), 'cable/train/good/4.png': plain(6) };
    const root = await tree(same);
    const message =
      '2 images are in two categories, byte by byte: cable/train/good/3.png is bottle/train/good/5.png, and others';
    const found = await examineData(modelOf(both), root);
    expect(found.map(({ code, message: told }) => [code, told])).toEqual([['image-repeated', message]]);
    expect((await prepared(both, root)).notes).toEqual([expect.stringContaining('in two categories, byte by byte')]);
    expect((await prepared(both, await tree(files))).notes).toEqual([]);
  });

  test('is told at the source that it is about, else at the list', async () => {
    const model = modelOf(`${both}, mvtec("screw")`);
    const twice = { ...files, 'cable/test/good/0.png': plain(3), 'bottle/ground_truth/hole/9_mask.png': mask() };
    const found = dataDiagnostics(model, await examineData(model, await tree(twice)));
    expect(found.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`)).toEqual([
      'data-missing mvtec("screw")',
      'mask-without-image mvtec("bottle")',
      'image-repeated [mvtec("bottle"), mvtec("cable"), mvtec("screw")]',
    ]);
  });

  test.each([
    ['sample("weave") | sample("gear")', 'several sources are a list: `[…, …]`'],
    ['(sample("weave"), sample("gear"))', 'several sources are a list, in square brackets'],
    ['mvtec(["bottle", "cable"])', 'several sources are a list: `source = [mvtec("bottle"), mvtec("cable")]`'],
  ])('several sources in another form are a list: %s', (written, hint) => {
    const text = bottle.replace('mvtec(category)', written).replace('param category = "bottle"', '');
    expect(checkText(text).diagnostics.map((diagnostic) => diagnostic.hint)).toEqual([hint]);
  });

  test('a category with too few images for its share of a batch is named', async () => {
    const few = { ...category('bottle', 20, 0), ...category('cable', 3, 80) };
    const { train } = await openDataSet(modelOf(both).data, await tree(few));
    const size = { train: { normal: 4, synthetic: 4 } };
    expect(() => checkBatch(size, train, ['bottle', 'cable'])).toThrow(/^cable: a batch of 4 .* 3 training images/);
    expect(() => splitNormal(train, 0.1, 1)).toThrow(/^cable: 10% of 3 normal images/);
  });
});

describe('the order of batches', () => {
  const options = { images: 130, categories: [100, 10, 20], normal: 4, synthetic: 3, donors: 2, seed: 5 };
  const categoryOf = (row: number) => (row < 100 ? 0 : row < 110 ? 1 : 2);

  test('each category comes as often as the others, among normal samples and among synthetic ones', () => {
    const order = batchOrder(options);
    const counts = [new Int32Array(3), new Int32Array(3)];
    for (let batch = 0; batch < 300; batch++) {
      order.categories(batch).forEach((of, slot) => {
        const kind = counts[slot < 4 ? 0 : 1];
        if (kind) kind[of] = (kind[of] ?? 0) + 1;
      });
    }
    expect(counts.map((kind) => [...kind])).toEqual([
      [400, 400, 400],
      [300, 300, 300],
    ]);
  });

  test('each image of a category comes as often as the others of it', () => {
    const order = batchOrder(options);
    const counts = new Int32Array(130);
    for (let batch = 0; batch < 300; batch++)
      for (const row of order.images(batch)) counts[row] = (counts[row] ?? 0) + 1;
    const own = (of: number) => [...counts].filter((_, row) => categoryOf(row) === of);
    for (const of of [0, 1, 2]) expect(Math.max(...own(of)) - Math.min(...own(of))).toBeLessThanOrEqual(1);
  });

  test('donors are other images of the same category', () => {
    const order = batchOrder(options);
    for (let batch = 0; batch < 200; batch++) {
      const rows = order.images(batch);
      expect([...rows].map(categoryOf)).toEqual([...order.categories(batch)]);
      order.donors(batch).forEach((donor, i) => {
        const row = rows[4 + Math.floor(i / 2)] ?? -1;
        expect(donor).not.toBe(row);
        expect(categoryOf(donor)).toBe(categoryOf(row));
      });
    }
  });

  test('a batch is the same whichever was asked for before', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 5 }),
        fc.integer({ min: 0, max: 200 }),
        (categories, normal, synthetic, batch) => {
          const images = categories.reduce((sum, count) => sum + count, 0);
          if (images === 0 || normal + synthetic === 0) return;
          const form = { images, categories, normal, synthetic, donors: 1, seed: 3 };
          const [fresh, used] = [batchOrder(form), batchOrder(form)];
          for (let i = 0; i < batch; i += 7) used.images(i);
          expect(fresh.images(batch)).toEqual(used.images(batch));
          for (const row of fresh.images(batch)) expect(row >= 0 && row < images).toBe(true);
        },
      ),
    );
  });

  test('of one source it is what it has always been', () => {
    const order = batchOrder({ images: 209, normal: 4, synthetic: 4, donors: 1, textures: [7], seed: 1 });
    const all = Array.from({ length: 120 }, (_, batch) => [
      ...order.images(batch),
      ...order.donors(batch),
      ...order.textures(batch),
    ]);
    expect(hashContent(Buffer.from(JSON.stringify(all)))).toBe(
      '1981ab057e0ea318d878a567ee9cab55c0ae163ffe484edf2ad39d3059229b90',
    );
  });
});
