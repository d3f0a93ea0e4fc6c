// Two folders in one run: what it leaves, and what is asked of its finished model.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { mask, png, tree } from '../unit/data/tree.ts';
import { anoseg, scratch } from './command.ts';

const side = 16;
const pipeline = `anoseg 1

param category = "cable"

data {
  source = [folder("bottle"), mvtec(category)]
  image  = 16 x 16
}

augment {
  synthetic, mask = image -> paste(other_image, rectangle()) -> relabel()
}

network generator(seen) {
  map = concat(seen, category(embed: 2)) -> conv(4) -> relu -> conv(1) -> sigmoid
}

loss {
  pixel = bce(map, mask)
}

train {
  optimizer = adam(rate: 1e-2)
  batch     = 2 normal + 2 synthetic
  steps     = 5
}

evaluate {
  score = top_mean(map, pixels: 10)
}
`;

function noise(seed: number): Promise<Uint8Array> {
  return png(
    Uint8Array.from({ length: side * side }, (_, i) => (i * 31 * (seed + 3) + seed * 17) % 256),
    side,
    side,
  );
}

const images = (folder: string, count: number, seed: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${folder}/${i}.png`, noise(seed + i)]));
const masks = (folder: string) => ({ [`${folder}/0_mask.png`]: mask(255, side, side) });

describe('a run on two sources', () => {
  const run = path.join(scratch(), 'run');
  let data = '';
  beforeAll(async () => {
    data = await tree({
      'two.anoseg': pipeline,
      ...images('bottle/train/good', 20, 0),
      ...images('bottle/test/good', 2, 30),
      ...images('bottle/test/hole', 1, 40),
      ...masks('bottle/ground_truth/hole'),
      ...images('cable/train/good', 10, 50),
      ...images('cable/test/good', 1, 70),
      ...images('cable/test/cut', 1, 80),
      ...masks('cable/ground_truth/cut'),
      ...masks('masks/bottle/hole'),
      ...masks('masks/cable/cut'),
    });
    const args = ['run', path.join(data, 'two.anoseg'), '--data', data, '--out', run, '--threads', '1', '--quiet'];
    expect(await anoseg(args)).toMatchObject({ code: 0 });
  });
  const json = (file: string) => JSON.parse(readFileSync(path.join(run, file), 'utf8'));

  test('has figures of each, and their mean', () => {
    const { images: count, categories, mean, defects } = json('metrics.json');
    expect([count, categories.bottle.images, categories.cable.images]).toEqual([5, 3, 2]);
    expect(mean.pixel_auroc).toBeCloseTo((categories.bottle.pixel_auroc + categories.cable.pixel_auroc) / 2, 12);
    expect(Object.keys(defects)).toEqual(['bottle/hole', 'cable/cut']);
    expect(Object.keys(categories.cable.defects)).toEqual(['cut']);
    expect(json('lock.json').data.sources).toMatchObject([{ category: 'bottle' }, { category: 'cable' }]);
    expect(readFileSync(path.join(run, 'scores.csv'), 'utf8')).toMatch(/^cable\/test\/cut\/0.png,cable\/cut,1,/m);
  });

  test('is scored by its maps to the same figures', async () => {
    const args = ['score', '--maps', path.join(run, 'maps'), '--masks', path.join(data, 'masks'), '--json'];
    const scored = JSON.parse((await anoseg(args)).stdout);
    const { train: _, doubts: __, ...metrics } = json('metrics.json');
    expect(scored).toMatchObject(metrics);
  });

  test('asks for the category of other images, and knows that of its own', async () => {
    const predict = (...more: readonly string[]) =>
      anoseg(['predict', run, path.join(data, 'cable/test/cut'), '--out', path.join(scratch(), 'found'), ...more]);
    expect(await predict()).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--category bottle.*--category cable/s),
    });
    expect(await predict('--category', 'screw')).toMatchObject({ code: 2, stderr: expect.stringContaining('cable') });
    const { code, stdout } = await predict('--category', 'cable', '--json');
    expect(code).toBe(0);
    const own = readFileSync(path.join(run, 'scores.csv'), 'utf8')
      .split('\n')
      .find((line) => line.includes('/cut/'));
    expect(JSON.parse(stdout).images[0].score).toBe(Number(own?.split(',')[3]));
    const other = JSON.parse((await predict('--category', 'bottle', '--json')).stdout);
    expect(other.images[0].score).not.toBe(JSON.parse(stdout).images[0].score);
  });

  test('is evaluated on one of them, or on another folder that says which it is', async () => {
    const evaluate = (source: string) =>
      anoseg(['evaluate', run, '--source', source, '--data', data, '--out', path.join(scratch(), 'again'), '--json']);
    const own = JSON.parse((await evaluate('mvtec("cable")')).stdout);
    expect(own.pixel_auroc).toBe(json('metrics.json').categories.cable.pixel_auroc);
    expect(await evaluate('folder("masks")')).toMatchObject({ code: 2, stdout: expect.stringContaining('masks') });
  });
});
