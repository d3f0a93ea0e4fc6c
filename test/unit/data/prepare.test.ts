// What happens between the folder and the first step: one report of all that is broken, what is skipped, digests, memory or disk.
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type PicturePlan, planPictures, preparePictures } from '../../../src/runtime/feed/prepare.ts';
import type { Rows } from '../../../src/runtime/feed/rows.ts';
import { openDataSet } from '../../../src/runtime/sources/open.ts';
import { checkText } from '../../pipelines.ts';
import { type Content, mask, plain, tree } from './tree.ts';

const bottle = readFileSync('pipelines/mvtec-bottle.anoseg', 'utf8');

function modelOf(data: string) {
  const text = bottle.replace('holdout = 10%', `holdout = 20%\n  ${data}`).replace('size     = 256', 'size     = 64');
  const { model, diagnostics } = checkText(text);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

const goodFiles = Object.fromEntries(
  Array.from({ length: 10 }, (_, i) => [`bottle/train/good/${i}.png`, plain(20 * i, 40, 30)] as const),
);
const files: Readonly<Record<string, Content>> = {
  ...goodFiles,
  'bottle/test/good/0.png': plain(1, 40, 30),
  'bottle/test/hole/0.png': plain(2, 40, 30),
  'bottle/ground_truth/hole/0_mask.png': mask(255, 40, 30),
};
const folder = () => mkdtempSync(path.join(tmpdir(), 'anoseg-cache-'));

async function planned(root: string, memoryLimit = Number.POSITIVE_INFINITY, data = ''): Promise<PicturePlan> {
  const model = modelOf(data);
  return planPictures(model, await openDataSet(model.data, root), root, memoryLimit);
}

const prepare = async (root: string, { data = '', limit = Number.POSITIVE_INFINITY, cache = folder() } = {}) =>
  preparePictures(await planned(root, limit, data), cache, () => undefined);

describe('files that are broken', () => {
  const broken = {
    ...files,
    'bottle/train/good/3.png': 'not an image',
    'bottle/train/good/7.png': '',
    'bottle/test/good/0.png': (goodFiles['bottle/train/good/1.png'] ?? plain(1)).then((bytes) => bytes.subarray(0, 60)),
  };

  test('are told all at once, before training', async () => {
    const failure = await prepare(await tree(broken)).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'image-corrupt', hint: expect.stringContaining('on_corrupt = skip') });
    const { message } = failure instanceof Error ? failure : new Error();
    expect(message).toMatch(/^3 files cannot be used: /);
    // By the folder of the data on, as the user knows them.
    for (const name of ['train/good/3.png', 'train/good/7.png cannot be read: the file is empty', 'test/good/0.png'])
      expect(message).toMatch(new RegExp(`[:;] bottle/${name}`));
  });

  test('one alone is told by its place in the folder of the data, too', async () => {
    const one = { ...files, 'bottle/train/good/3.png': 'not an image' };
    await expect(prepare(await tree(one))).rejects.toMatchObject({
      message: expect.stringMatching(/^bottle\/train\/good\/3\.png cannot be read: /),
    });
  });

  test('are left out with `on_corrupt = skip`, and the rest is as without them', async () => {
    const { skipped, split, data, pictures } = await prepare(await tree(broken), { data: 'on_corrupt = skip' });
    expect(skipped.map(({ image }) => image).toSorted()).toEqual([
      'test/good/0.png',
      'train/good/3.png',
      'train/good/7.png',
    ]);
    expect(data.test.map(({ name }) => name)).toEqual(['test/hole/0.png']);
    const names = split.train.map(({ name }) => name);
    expect(names).toHaveLength(pictures.images.count);
    expect([...names, ...split.holdout.map(({ name }) => name)].some((name) => /[37]\.png/.test(name))).toBe(false);
    await expectLevels(pictures.images, names);
  });

  test('do not shift which images are held out', async () => {
    const whole = await prepare(await tree(files));
    const less = await prepare(await tree(broken), { data: 'on_corrupt = skip' });
    const kept = whole.split.holdout.map(({ name }) => name).filter((name) => !/[37]\.png/.test(name));
    expect(less.split.holdout.map(({ name }) => name)).toEqual(kept);
  });

  test('a mask of another size than its image is no corrupt file: it is never skipped', async () => {
    const root = await tree({ ...files, 'bottle/ground_truth/hole/0_mask.png': mask(255, 30, 30) });
    await expect(prepare(root, { data: 'on_corrupt = skip' })).rejects.toMatchObject({
      code: 'mask-size',
      message: expect.stringContaining('the mask is 30 x 30, its image 40 x 30'),
    });
  });

  test('a mask of an image that was turned upright says so', async () => {
    const root = await tree({ ...files, 'bottle/ground_truth/hole/0_mask.png': mask(255, 30, 40) });
    await expect(prepare(root)).rejects.toMatchObject({
      code: 'mask-size',
      hint: expect.stringContaining('EXIF orientation'),
    });
  });

  test('a region that does not lie in an image names the image', async () => {
    const region = 'region = [0px, 0px, 64px, 30px]';
    await expect(prepare(await tree(files), { data: region })).rejects.toMatchObject({
      code: 'region-outside',
      message: expect.stringMatching(/12 files cannot be used: bottle\/train\/good\/\d\.png: the region/),
    });
  });
});

describe('the digest of the data', () => {
  test('is of contents and names, not of times and places', async () => {
    const [one, two] = [await tree(files), await tree(files)];
    const old = new Date(2001, 1, 1);
    utimesSync(path.join(two, 'bottle/train/good/1.png'), old, old);
    const { digest } = await prepare(one);
    expect(digest).toMatchObject({ files: 13, digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    expect((await prepare(two)).digest).toEqual(digest);
    writeFileSync(path.join(two, 'bottle/test/hole/0.png'), await plain(3, 40, 30));
    expect((await prepare(two)).digest.digest).not.toBe(digest.digest);
  });

  test('is the same whether pictures live in memory or on disk', async () => {
    const root = await tree(files);
    const disk = await prepare(root, { limit: 0 });
    expect(disk.digest).toEqual((await prepare(root)).digest);
    await disk.pictures.images.close();
  });
});

describe('pictures on disk', () => {
  test('are the bytes that memory would hold', async () => {
    const root = await tree(files);
    const [memory, disk] = [await prepare(root), await prepare(root, { limit: 0 })];
    expect(memory.pictures.images.pixels).toBeDefined();
    expect(disk.pictures.images.pixels).toBeUndefined();
    for (let row = 0; row < memory.pictures.images.count; row++)
      expect(await rowOf(disk.pictures.images, row)).toEqual(await rowOf(memory.pictures.images, row));
    await disk.pictures.images.close();
  });

  test('are found again by the next run; a changed file alone is decoded anew', async () => {
    const root = await tree(files);
    const cache = folder();
    const first = await prepare(root, { limit: 0, cache });
    const before = stored(cache);
    const second = await prepare(root, { limit: 0, cache });
    expect(stored(cache)).toEqual(before);
    const changed = first.split.train[2]?.name ?? '';
    writeFileSync(path.join(root, 'bottle', changed), await plain(251, 40, 30));
    const third = await prepare(root, { limit: 0, cache });
    expect((await rowOf(third.pictures.images, 2))[0]).toBe(251);
    expect((await rowOf(third.pictures.images, 1))[0]).toBe((await rowOf(first.pictures.images, 1))[0]);
    // A run that is under way still reads what it began with.
    expect((await rowOf(second.pictures.images, 2))[0]).not.toBe(251);
    expect(stored(cache)).toHaveLength(2);
    for (const { pictures } of [first, second, third]) await pictures.images.close();
  });

  test('leave nothing half-written where something is broken', async () => {
    const cache = folder();
    await expect(
      prepare(await tree({ ...files, 'bottle/train/good/3.png': 'x' }), { limit: 0, cache }),
    ).rejects.toThrow();
    expect(stored(cache)).toEqual([]);
  });

  test.each<[string, (folder: string, raw: string) => void]>([
    ['the index is cut short', (at) => writeFileSync(path.join(at, 'index.json'), '{"file":')],
    [
      'the index is another file',
      (at) => writeFileSync(path.join(at, 'index.json'), '{"file":1,"contents":[],"rows":{}}'),
    ],
    [
      'the index is a folder',
      (at) => {
        rmSync(path.join(at, 'index.json'));
        mkdirSync(path.join(at, 'index.json'));
      },
    ],
    ['bytes were exchanged', (_, raw) => writeFileSync(raw, new Uint8Array(statSync(raw).size))],
    [
      'a folder is in the place of the pixels',
      (_, raw) => {
        rmSync(raw);
        mkdirSync(raw);
      },
    ],
  ])('are decoded again where %s', async (_name, damage) => {
    const root = await tree(files);
    const cache = folder();
    await (await prepare(root, { limit: 0, cache })).pictures.images.close();
    const raw = path.join(cache, 'decoded', stored(cache).find((name) => name.endsWith('.raw')) ?? '');
    damage(path.dirname(raw), raw);
    const { split, pictures } = await prepare(root, { limit: 0, cache });
    await expectLevels(
      pictures.images,
      split.train.map(({ name }) => name),
    );
    await pictures.images.close();
  });

  test('are decoded at each step, and that is told, where the cache cannot be written', async () => {
    const cache = folder();
    writeFileSync(path.join(cache, 'decoded'), 'a stray file');
    const { split, pictures, notes } = await prepare(await tree(files), { limit: 0, cache });
    expect(notes).toEqual([expect.stringContaining('ANOSEG_CACHE')]);
    await expectLevels(
      pictures.images,
      split.train.map(({ name }) => name),
    );
    await pictures.images.close();
  });

  test('that were damaged are decoded again', async () => {
    const root = await tree(files);
    const cache = folder();
    await (await prepare(root, { limit: 0, cache })).pictures.images.close();
    const raw = stored(cache).find((name) => name.endsWith('.raw')) ?? '';
    writeFileSync(path.join(cache, 'decoded', raw), 'cut off');
    const { split, pictures } = await prepare(root, { limit: 0, cache });
    await expectLevels(
      pictures.images,
      split.train.map(({ name }) => name),
    );
    await pictures.images.close();
    rmSync(cache, { recursive: true });
  });
});

test('a stop is heard between two images', async () => {
  const plan = await planned(await tree(files));
  const stop = new Error('stop');
  let done = 0;
  const stopping = preparePictures(plan, folder(), () => {
    done += 1;
    if (done === 3) throw stop;
  });
  await expect(stopping).rejects.toBe(stop);
  expect(done).toBeLessThan(8);
});

/** Each training image is plain: 20 times its number. */
async function expectLevels(images: Rows, names: readonly string[]): Promise<void> {
  for (const [row, name] of names.entries()) {
    const expected = 20 * Number(path.parse(name).name);
    expect(new Set(await rowOf(images, row)), name).toEqual(new Set([expected]));
  }
}

async function rowOf(rows: Rows, row: number): Promise<Uint8Array> {
  const target = new Uint8Array(rows.bytes);
  await rows.read(row, target);
  return target;
}

function stored(cache: string): readonly string[] {
  return readdirSync(path.join(cache, 'decoded'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.'))
    .toSorted();
}
