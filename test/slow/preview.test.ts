// Contact sheets by the built command: what is on them, and that a seed decides it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { anoseg, hasEngine, killGroup, scratch, startAnoseg, until } from './command.ts';

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const small = ['--set', 'size=32', '--set', 'width=8'];
const folder = scratch();

describe('a preview', () => {
  test('shows as many anomalies as asked for, each with its shape, area and redraws', async () => {
    const file = path.join(folder, 'six.png');
    const { code, stdout, stderr } = await anoseg(['preview', quickstart, '--count', '6', '--out', file, '--json']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const { anomalies, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ format_version: '1.0', file, seed: 1, count: 6, step: 0 });
    expect(anomalies).toHaveLength(6);
    for (const { shapes, area, redraws } of anomalies) {
      expect(shapes).toEqual([expect.stringMatching(/^augment\/shape\/(rectangle|ellipse|scar)$/)]);
      expect(area).toBeGreaterThan(0);
      expect(area).toBeLessThan(0.07);
      expect(redraws).toBeGreaterThanOrEqual(0);
    }
    expect(await whiteShare(file)).toBeCloseTo(meanArea(anomalies), 3);
  });

  test('is the same for a seed, another one for another', async () => {
    const sheet = async (name: string, ...options: string[]) => {
      const file = path.join(folder, name);
      const { code } = await anoseg(['preview', quickstart, ...small, '--count', '4', '--out', file, ...options]);
      expect(code).toBe(0);
      return readFileSync(file);
    };
    const first = await sheet('first.png');
    expect((await sheet('again.png', '--seed', '1')).equals(first)).toBe(true);
    expect((await sheet('other.png', '--seed', '2')).equals(first)).toBe(false);
  });

  test('names the shape of each of several patches', async () => {
    const pipeline = path.join(folder, 'patches.anoseg');
    writeFileSync(
      pipeline,
      readFileSync(quickstart, 'utf8').replace('opacity: 40%..100%', 'patches: 3, opacity: 100%'),
    );
    const file = path.join(folder, 'patches.png');
    const { code, stdout } = await anoseg(['preview', pipeline, '--count', '8', '--out', file, '--json']);
    expect(code).toBe(0);
    const all: readonly { readonly shapes: readonly string[] }[] = JSON.parse(stdout).anomalies;
    expect(all.map(({ shapes }) => shapes.length)).toEqual(Array(8).fill(3));
    expect(all.some(({ shapes }) => new Set(shapes).size > 1)).toBe(true);
  });

  test('shows the images where a pipeline makes no anomalies', async () => {
    const text = readFileSync(quickstart, 'utf8')
      .replace(/ {2}donor[\s\S]*?relabel\(.*\)/, '  image = image -> flip(horizontal)')
      .replace('4 normal + 4 synthetic', '4 normal');
    const pipeline = path.join(folder, 'normal.anoseg');
    writeFileSync(pipeline, text);
    const file = path.join(folder, 'normal.png');
    const { code, stdout, stderr } = await anoseg(['preview', pipeline, ...small, '--count', '3', '--out', file]);
    expect(stderr).not.toContain('error');
    expect(code).toBe(0);
    expect(stdout).toContain('3 normal samples, seed 1');
    expect((await sharp(file).metadata()).width).toBe(8 + 3 * (128 + 8));
  });

  test('that is stopped ends with 130 and writes nothing', async () => {
    const file = path.join(folder, 'stopped.png');
    const running = startAnoseg(['preview', quickstart, ...small, '--count', '400', '--out', file]);
    await until(() => hasEngine(running), 'the engine process');
    killGroup(running, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(existsSync(file)).toBe(false);
  });

  test('of too many is wrong use', async () => {
    const { code, stderr } = await anoseg(['preview', quickstart, '--count', '401']);
    expect(code).toBe(2);
    expect(stderr).toContain('400 at most');
  });

  test('without its data is an error of the outside world, and writes nothing', async () => {
    const file = path.join(folder, 'none.png');
    const { code, stderr } = await anoseg([
      'preview',
      path.resolve('pipelines/mvtec-bottle.anoseg'),
      '--data',
      folder,
      '--out',
      file,
    ]);
    expect(code).toBe(3);
    expect(stderr).toContain('help');
    expect(existsSync(file)).toBe(false);
  });
});

interface Anomaly {
  readonly area: number;
}

function meanArea(anomalies: readonly Anomaly[]): number {
  return anomalies.reduce((sum, { area }) => sum + area, 0) / anomalies.length;
}

/** Of the masks of six anomalies at 64 px, each pixel a square of four: 128 px wide, the third of each cell. */
async function whiteShare(file: string): Promise<number> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const [cell, side] = [3 * 128 + 4 + 8, 128];
  let white = 0;
  for (let i = 0; i < 6; i++) {
    const left = 8 + (i % 4) * cell + 2 * (side + 2);
    const top = 36 + Math.floor(i / 4) * (side + 20 + 8);
    for (let y = top; y < top + side; y++)
      for (let x = left; x < left + side; x++) white += (data[(y * info.width + x) * 3] ?? 0) / 255;
  }
  return white / (6 * side * side);
}
