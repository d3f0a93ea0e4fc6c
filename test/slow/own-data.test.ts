// A folder of one's own, from `init` to a report, and a series of runs over categories: past a failure, resumed, one table.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { mask, tree } from '../unit/data/tree.ts';
import { anoseg, killGroup, scratch, startAnoseg, until } from './command.ts';

const small = ['--set', 'steps=4', '--set', 'width=8'];

describe('a strange folder', () => {
  test('from init to a report: mixed sizes, several formats, no masks, one broken image', async () => {
    const files: Record<string, Promise<Uint8Array> | string> = { 'meine Teile/OK/kaputt.png': 'no image' };
    for (let i = 0; i < 12; i++)
      files[`meine Teile/OK/${i}.${i % 2 ? 'webp' : 'jpg'}`] = picture(120 + 9 * i, 90, i % 2 ? 'webp' : 'jpeg', i);
    for (let i = 0; i < 3; i++) files[`meine Teile/Riß/${i}.tiff`] = picture(150, 100, 'tiff', 50 + i);
    const folder = path.join(await tree(files), 'meine Teile');
    const pipeline = path.join(scratch(), 'teile.anoseg');
    const place = ['--data', path.dirname(folder)];
    expect((await anoseg(['init', folder, '--scratch', '--out', pipeline])).code).toBe(0);
    // The file names no place of this machine, but says what to pass.
    expect(readFileSync(pipeline, 'utf8')).toMatch(/source\s+= folder\("meine Teile"\)/);
    expect(readFileSync(pipeline, 'utf8')).toContain(`--data ${path.dirname(folder)}`);
    const checked = await anoseg(['check', '--with-data', pipeline, ...place]);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('warning[image-skipped]: OK/kaputt.png cannot be read');
    const run = path.join(scratch(), 'run');
    const { code, stdout, stderr } = await anoseg([
      'run',
      pipeline,
      ...place,
      ...small,
      '--set',
      'size=64',
      '--out',
      run,
      '--quiet',
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout).toContain('Riß');
    const metrics = JSON.parse(readFileSync(path.join(run, 'metrics.json'), 'utf8'));
    expect(metrics).toMatchObject({ pixel_auroc: null, aupro: null, iou: null, image_auroc: expect.any(Number) });
    const lock = JSON.parse(readFileSync(path.join(run, 'lock.json'), 'utf8'));
    expect(lock.data.skipped).toEqual([
      { image: 'OK/kaputt.png', reason: expect.stringContaining('kaputt.png cannot be read') },
    ]);
    const events = readFileSync(path.join(run, 'events.jsonl'), 'utf8');
    expect(events).toContain('skipped: OK/kaputt.png');
    for (const name of ['report.html', 'maps/Riß/0.png', 'overlays/Riß/2.png', 'model/saved_model.pb'])
      expect(existsSync(path.join(run, name)), name).toBe(true);
    // A map has the size of its own image.
    const { width, height } = await sharp(path.join(run, 'maps/Riß/0.png')).metadata();
    expect([width, height]).toEqual([150, 100]);
  });

  test('init overwrites nothing, and says what it does not understand', async () => {
    const file = path.join(scratch(), 'there.anoseg');
    writeFileSync(file, 'mine');
    const folder = await tree({ 'crack/1.png': picture(64, 64, 'png', 1), 'hole/1.png': picture(64, 64, 'png', 2) });
    expect((await anoseg(['init', folder, '--out', file])).stderr).toContain('is there already');
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const { code, stderr } = await anoseg(['init', folder]);
    expect(code).toBe(3);
    expect(stderr).toContain('it holds crack/ (1 image), hole/ (1 image)');
  });
});

describe('--each', () => {
  let data = '';
  let pipeline = '';
  const out = path.join(scratch(), 'series');
  const series = (...more: readonly string[]) => [
    'run',
    pipeline,
    '--data',
    data,
    ...small,
    '--set',
    'size=64',
    '--each',
    'category=all',
    '--out',
    out,
    ...more,
  ];
  const broken = () => path.join(data, 'b', 'train/good/1.png');

  beforeAll(async () => {
    const files: Record<string, Promise<Uint8Array>> = {};
    for (const [i, category] of ['a', 'b', 'c'].entries()) {
      for (let k = 0; k < 8; k++) files[`${category}/train/good/${k}.png`] = picture(64, 64, 'png', 100 * i + k);
      for (const kind of ['good', 'hole'])
        files[`${category}/test/${kind}/0.png`] = picture(64, 64, 'png', 100 * i + 50 + kind.length);
      files[`${category}/ground_truth/hole/0_mask.png`] = mask(255, 64, 64);
    }
    data = await tree(files);
    pipeline = path.join(scratch(), 'series.anoseg');
    expect((await anoseg(['init', path.join(data, 'a'), '--data', data, '--scratch', '--out', pipeline])).code).toBe(0);
  });

  test('goes on past a failure, and ends with a table, its mean and exit code 3', async () => {
    writeFileSync(broken(), 'broken');
    const { code, stdout } = await anoseg(series('--quiet'));
    expect(code).toBe(3);
    const [head = '', ...rows] = stdout.slice(stdout.search(/ +seeds +image_auroc/)).split('\n');
    expect(head).toMatch(/^ +seeds +image_auroc/);
    expect(rows.slice(0, 3).map((row) => row.trim().split(/\s{2,}/)[0])).toEqual(['mean over 2 categories', 'a', 'c']);
    expect(stdout).toMatch(/not in the table:\n.*b failed in data: b\/train\/good\/1\.png cannot be read/);
  });

  test('the same command again runs what is not finished, and nothing else', async () => {
    const before = statSync(path.join(out, 'a', 'metrics.json')).mtimeMs;
    writeFileSync(broken(), await picture(64, 64, 'png', 77));
    const { code, stdout } = await anoseg(series('--json'));
    expect(code).toBe(0);
    const events = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events.filter(({ event }) => event === 'finished-before').map(({ each }) => each)).toEqual([
      { category: 'a' },
      { category: 'c' },
    ]);
    expect(events.find(({ event }) => event === 'done')).toMatchObject({ each: { category: 'b' } });
    const last = events.at(-1);
    expect(last).toMatchObject({ event: 'each', parameter: 'category' });
    const figures: number[] = last.values.map(
      ({ metrics }: { metrics: { image_auroc: number } }) => metrics.image_auroc,
    );
    expect(last.mean.image_auroc).toBeCloseTo(figures.reduce((a, b) => a + b, 0) / 3, 12);
    expect(last.comparison.means[0]).toMatchObject({
      over: 'all',
      figures: { image_auroc: { mean: expect.closeTo(last.mean.image_auroc, 12) } },
    });
    expect(statSync(path.join(out, 'a', 'metrics.json')).mtimeMs).toBe(before);
  });

  test('a signal stops the series; the same command goes on with the run that was stopped', async () => {
    const folder = path.join(scratch(), 'stopped');
    const quickstart = [
      'run',
      'pipelines/quickstart.anoseg',
      '--set',
      'size=32',
      '--set',
      'steps=40',
      '--each',
      'width=4,8',
      '--out',
      folder,
    ];
    const running = startAnoseg([...quickstart, '--json']);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    killGroup(running, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(existsSync(path.join(folder, '8'))).toBe(false);
    const { code, stdout } = await anoseg([...quickstart, '--json']);
    expect(code).toBe(0);
    const first = stdout
      .split('\n')
      .map((line) => (line === '' ? {} : JSON.parse(line)))
      .find(({ event }) => event === 'start');
    expect(first).toMatchObject({ each: { width: '4' } });
    expect(first.from).toBeGreaterThan(0);
  });

  test('every value is checked before anything starts', async () => {
    const folder = path.join(scratch(), 'never');
    const { code, stderr } = await anoseg([
      'run',
      'pipelines/quickstart.anoseg',
      '--each',
      'width=8,wide',
      '--out',
      folder,
    ]);
    // Wrong by the declaration: a wrong word.
    expect(code).toBe(2);
    expect(stderr).toContain('`width` must be a number');
    expect(existsSync(folder)).toBe(false);
  });
});

/** Coarse noise of a seed. */
function picture(
  width: number,
  height: number,
  format: 'png' | 'jpeg' | 'webp' | 'tiff',
  seed: number,
): Promise<Uint8Array> {
  const coarse = Uint8Array.from(
    { length: 8 * 8 * 3 },
    (_, i) => 60 + ((Math.imul(i + 1, 2654435761) >>> (seed % 23)) & 127),
  );
  return sharp(coarse, { raw: { width: 8, height: 8, channels: 3 } })
    .resize(width, height, { fit: 'fill' })
    .toFormat(format)
    .toBuffer();
}
