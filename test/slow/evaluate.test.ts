// evaluate, predict and score on one short run: they agree with the run and with each other to the last bit.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { readMap } from '../../src/runtime/score/read-map.ts';
import { png, tree } from '../unit/data/tree.ts';
import { anoseg, scratch } from './command.ts';

const place = scratch();
const run = path.join(place, 'run');
let data = '';
const json = (...parts: readonly string[]) => JSON.parse(readFileSync(path.join(...parts), 'utf8'));

const [width, height] = [90, 60];
const picture = (seed: number, defect?: readonly [left: number, top: number, side: number]) => {
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [i % width, Math.floor(i / width)];
    const isDefect =
      defect && x >= defect[0] && x < defect[0] + defect[2] && y >= defect[1] && y < defect[1] + defect[2];
    const level = isDefect ? 250 : 90 + 30 * Math.sin(x / 7) + (Math.imul(i + 1, 2654435761 + seed) >>> 28);
    pixels.fill(level, 3 * i, 3 * i + 3);
  }
  return png(pixels, width, height, 3);
};
const maskOf = ([left, top, side]: readonly [number, number, number]) =>
  png(
    Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [i % width, Math.floor(i / width)];
      return x >= left && x < left + side && y >= top && y < top + side ? 255 : 0;
    }),
    width,
    height,
  );

beforeAll(async () => {
  const files: Record<string, Promise<Uint8Array>> = {};
  for (let i = 0; i < 12; i++) files[`parts/train/good/${i}.png`] = picture(i);
  for (let i = 0; i < 3; i++) files[`parts/test/good/${i}.png`] = picture(50 + i);
  for (let i = 0; i < 3; i++) {
    const place = [10 + 20 * i, 5 + 12 * i, 9 + i] as const;
    files[`parts/test/hole/${i}.png`] = picture(60 + i, place);
    files[`parts/ground_truth/hole/${i}_mask.png`] = maskOf(place);
    files[`others/test/dent/${i}.png`] = picture(70 + i, place);
    files[`others/ground_truth/dent/${i}_mask.png`] = maskOf(place);
  }
  for (let i = 0; i < 9; i++) files[`others/train/good/${i}.png`] = picture(80 + i);
  files['others/test/good/0.png'] = picture(99);
  data = await tree(files);
  const pipeline = path.join(place, 'parts.anoseg');
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8')
    .replace('sample("weave")', 'folder("parts")')
    .replace('aupro(fpr: 30%)', 'aupro(fpr: 30%), aupro(fpr: 5%), aupimo');
  writeFileSync(pipeline, text);
  const settings = ['--set', 'size=64', '--set', 'width=8', '--set', 'steps=60'];
  const { code, stderr } = await anoseg(['run', pipeline, ...settings, '--data', data, '--out', run, '--quiet']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

describe('score', () => {
  test('of the maps of a run gives its metrics.json, to the last bit', async () => {
    const { code, stdout } = await anoseg([
      'score',
      '--maps',
      `${run}/maps`,
      '--masks',
      `${data}/parts/ground_truth`,
      '--json',
    ]);
    expect(code).toBe(0);
    const { image_score_from, warnings, ...scored } = JSON.parse(stdout);
    const { train, ...metrics } = json(run, 'metrics.json');
    expect(scored).toEqual(metrics);
    expect(warnings).toEqual([]);
    expect(image_score_from).toBe(path.join(run, 'scores.csv'));
    expect(train.steps).toBe(60);
    expect(scored['aupro_0.05']).toEqual(expect.any(Number));
  });

  test('at another threshold and at another size', async () => {
    const args = [
      '--masks',
      `${data}/parts/ground_truth`,
      '--threshold',
      '0.2',
      '--resolution',
      '30x45',
      '--fpr',
      '0.1',
    ];
    const { stdout } = await anoseg(['score', '--maps', `${run}/maps`, ...args, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({
      threshold: 0.2,
      threshold_from: '--threshold',
      resolution: [30, 45],
      fpr_limit: 0.1,
    });
    const evaluated = await anoseg(['evaluate', run, '--threshold', '0.2', '--resolution', '30x45', '--json']);
    const { pixel_auroc, iou, best_f1, resolution } = JSON.parse(evaluated.stdout);
    expect(JSON.parse(stdout)).toMatchObject({ pixel_auroc, iou, best_f1, resolution });
    // Maps of that evaluation are measured as it was.
    const { folder, train, ...metrics } = JSON.parse(evaluated.stdout);
    const again = await anoseg([
      'score',
      '--maps',
      `${folder}/maps`,
      '--masks',
      `${data}/parts/ground_truth`,
      '--json',
    ]);
    expect(JSON.parse(again.stdout)).toMatchObject(metrics);
  });
});

describe('evaluate', () => {
  test('on the same data gives the same figures, scores, curves and maps', async () => {
    const out = path.join(place, 'again');
    const { code, stdout } = await anoseg(['evaluate', run, '--out', out, '--quiet']);
    expect(code).toBe(0);
    expect(stdout).toContain(`${out}/report.html`);
    expect(json(out, 'metrics.json')).toEqual(json(run, 'metrics.json'));
    for (const file of ['scores.csv', 'curves.json', 'maps/hole/0.png', 'overlays/good/1.png'])
      expect(readFileSync(path.join(out, file)).equals(readFileSync(path.join(run, file))), file).toBe(true);
    const report = readFileSync(path.join(out, 'report.html'), 'utf8');
    expect(report.match(/<img src="data:image\/jpeg;base64,/g)).toHaveLength(6);
    expect(report).not.toMatch(/(src|href)="(?!data:)/);
    expect(json(out, 'evaluation.json')).toMatchObject({ run, data: { folder: data } });
    const again = await anoseg(['evaluate', run, '--out', out]);
    expect([again.code, again.stderr]).toEqual([3, expect.stringContaining('is there already')]);
  });

  test('on other data, at a threshold of the user', async () => {
    const args = ['--source', 'folder("others")', '--data', data, '--threshold', '0.5', '--image-threshold', '0.4'];
    const { code, stdout } = await anoseg(['evaluate', run, ...args, '--json']);
    expect(code).toBe(0);
    const { folder, ...metrics } = JSON.parse(stdout);
    expect(path.dirname(folder)).toBe(path.join(run, 'evaluations'));
    expect(metrics).toMatchObject({
      images: 4,
      threshold: 0.5,
      threshold_from: '--threshold',
      image_threshold_from: '--image-threshold',
    });
    expect(Object.keys(metrics.defects)).toEqual(['dent']);
    expect(json(folder, 'metrics.json')).toEqual(metrics);
  });

  test('curves lead to the figures', () => {
    const { pixel_roc, pro, pixel_precision_recall, image_roc } = json(run, 'curves.json');
    const { pixel_auroc, aupro } = json(run, 'metrics.json');
    expect(areaUnder(pixel_roc.fpr, pixel_roc.tpr)).toBeCloseTo(pixel_auroc, 2);
    expect(areaUnder(pro.fpr, pro.pro) / 0.3).toBeCloseTo(aupro, 2);
    expect(image_roc.tpr.at(-1)).toBe(1);
    expect(pixel_precision_recall.recall.at(-1)).toBe(1);
  });

  test.each([
    [['evaluate', 'nowhere'], 3, 'is not a run folder'],
    [['evaluate', run, '--threshold', '1.5'], 2, 'a number from 0 to 1 is expected'],
    [['evaluate', run, '--resolution', '256'], 2, 'height x width'],
    [['evaluate', run, '--source', 'folder(parts)'], 1, '`parts` is not declared'],
    [['evaluate', run, '--source', 'folder("gone")'], 3, 'there is no folder'],
  ])('%j ends with %i', async (args, code, message) => {
    const ended = await anoseg(args);
    expect([ended.code, ended.stderr]).toEqual([code, expect.stringContaining(message)]);
  });
});

describe('predict', () => {
  test('agrees with the run on every image; a corrupt one is told at the end', async () => {
    const images = path.join(place, 'images with spaces');
    const test = path.join(data, 'parts/test');
    writeFileSync(path.join(place, 'broken ü.png'), readFileSync(path.join(test, 'good/0.png')).subarray(0, 900));
    const { code, stdout, stderr } = await anoseg([
      'predict',
      run,
      test,
      path.join(place, 'broken ü.png'),
      '--out',
      images,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('broken ü.png cannot be read');
    expect(stderr).toContain('1 of 7 images could not be read');
    expect(stdout).toContain('6 images');
    const { images: rows, failed, threshold_from } = json(images, 'predictions.json');
    expect(failed).toEqual([
      { image: expect.stringContaining('broken ü.png'), code: 'image-corrupt', message: expect.any(String) },
    ]);
    expect(threshold_from).toBe(json(run, 'metrics.json').threshold_from);
    const scores = new Map(csv(run).map(([image = '', , , score]) => [image.replace('test/', ''), Number(score)]));
    expect(rows).toHaveLength(6);
    for (const { image, score, map } of rows) {
      const name = image.split('/').slice(-2).join('/');
      expect(score).toBe(scores.get(name));
      expect(readFileSync(path.join(images, map)).equals(readFileSync(path.join(run, 'maps', name))), name).toBe(true);
    }
  });

  test('outlines are the regions of the map at the threshold', async () => {
    const out = path.join(place, 'outlines');
    const file = path.join(data, 'parts/test/hole/1.png');
    expect((await anoseg(['predict', run, file, '--out', out, '--threshold', '0.02', '--no-overlays'])).code).toBe(0);
    const { images, annotations, categories } = json(out, 'outlines.json');
    expect(images).toEqual([{ id: 1, file_name: '1.png', width, height }]);
    expect(categories).toEqual([{ id: 1, name: 'anomaly' }]);
    const { anomalyMap } = await readMap(path.join(out, 'maps/1.png'), '1.png');
    const called = anomalyMap.filter((level) => level / 65_535 >= 0.02).length;
    expect(annotations.reduce((sum: number, { area }: { area: number }) => sum + area, 0)).toBe(called);
    expect(existsSync(path.join(out, 'overlays'))).toBe(false);
  });

  test('tiles of the size of the pipeline give a whole image of that size its own map', async () => {
    const folder = await tree({
      'a.png': sharp(path.join(data, 'parts/test/hole/0.png')).resize(64, 64, { fit: 'fill' }).png().toBuffer(),
    });
    const image = path.join(folder, 'a.png');
    const [whole, tiled] = [path.join(place, 'whole'), path.join(place, 'tiled')];
    await anoseg(['predict', run, image, '--out', whole, '--quiet']);
    await anoseg(['predict', run, image, '--out', tiled, '--quiet', '--tile', '--overlap', '50%']);
    expect(json(tiled, 'predictions.json')).toMatchObject({ tiles: { size: 64, overlap: 32 } });
    expect(readFileSync(path.join(tiled, 'maps/a.png')).equals(readFileSync(path.join(whole, 'maps/a.png')))).toBe(
      true,
    );
    expect(csvScore(tiled)).toBe(csvScore(whole));
  });

  test('a large image in tiles has a map of its own size', async () => {
    const large = sharp(path.join(data, 'parts/test/good/0.png')).resize(300, 170).tiff().toBuffer();
    const folder = await tree({ 'large.tif': large });
    const out = path.join(place, 'large');
    const { code, stdout } = await anoseg([
      'predict',
      run,
      path.join(folder, '*.tif'),
      '--out',
      out,
      '--tile',
      '80',
      '--json',
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      out,
      failed: [],
      images: [{ image: 'large.tif', width: 300, height: 170 }],
    });
    expect(await sharp(path.join(out, 'maps/large.png')).metadata()).toMatchObject({
      width: 300,
      height: 170,
      depth: 'ushort',
    });
  });

  test('needs images, and overwrites nothing', async () => {
    const none = await anoseg(['predict', run, path.join(place, 'none*.png'), '--out', path.join(place, 'never')]);
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('there is no image')]);
    const there = await anoseg(['predict', run, path.join(data, 'parts/test'), '--out', data]);
    expect([there.code, there.stderr]).toEqual([3, expect.stringContaining('is there already')]);
    expect(readdirSync(data).toSorted()).toEqual(['others', 'parts']);
  });
});

test('runs lists the run with its figures', async () => {
  const { code, stdout } = await anoseg(['runs', place, '--json']);
  expect(code).toBe(0);
  expect(JSON.parse(stdout).runs).toMatchObject([{ run, finished: true, metrics: json(run, 'metrics.json') }]);
});

function csv(folder: string): readonly (readonly string[])[] {
  const [, ...rows] = readFileSync(path.join(folder, 'scores.csv'), 'utf8').trim().split('\n');
  return rows.map((row) => row.split(','));
}

function csvScore(folder: string): string | undefined {
  return csv(folder)[0]?.[1];
}

function areaUnder(x: readonly number[], y: readonly number[]): number {
  return x.slice(1).reduce((sum, right, i) => sum + ((right - (x[i] ?? 0)) * ((y[i] ?? 0) + (y[i + 1] ?? 0))) / 2, 0);
}
