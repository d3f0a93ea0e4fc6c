// The bottle pipeline on the real images, shortened. Skipped where the images are not at hand: they are
// expected in the folder that ANOSEG_DATA names, or beside the repository.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, scratch } from './command.ts';

const data = process.env.ANOSEG_DATA ?? path.resolve('../shared/data/mvtec');
const present = existsSync(path.join(data, 'bottle', 'train', 'good'));

test.skipIf(!present)(
  `the bottle pipeline runs on the images of MVTec AD${present ? '' : ` (skipped: no ${data}/bottle)`}`,
  async () => {
    const folder = path.join(scratch(), 'bottle');
    const { code, stderr } = await anoseg([
      'run',
      'pipelines/mvtec-bottle.anoseg',
      '--data',
      data,
      '--set',
      'steps=20',
      '--set',
      'size=64',
      '--out',
      folder,
      '--quiet',
    ]);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const metrics = JSON.parse(readFileSync(path.join(folder, 'metrics.json'), 'utf8'));
    expect(metrics.images).toBe(83);
    expect(Object.keys(metrics.defects).toSorted()).toEqual(['broken_large', 'broken_small', 'contamination']);
    expect(metrics.pixel_auroc).toBeGreaterThan(0);
  },
);

test('without the images the command says which folder it looked for', async () => {
  const empty = scratch();
  const { code, stderr } = await anoseg(['run', 'pipelines/mvtec-bottle.anoseg', '--data', empty]);
  expect(code).toBe(3);
  expect(stderr).toContain(path.join(empty, 'bottle'));
  expect(stderr).toContain('--data');
});
