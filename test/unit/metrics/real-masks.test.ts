// Metrics on real ground truth; without it nothing is tested.
import { readFileSync } from 'node:fs';
import { describe, test } from 'vitest';
import { MetricsAccumulator } from '../../../src/metrics/metrics.ts';
import { expectMetrics } from './expect-metrics.ts';
import { hasRealMasks, masksFolder, readMask } from './real-mask-files.ts';
import { type Case, makeImage } from './recipes.ts';

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics/real.json', import.meta.url), 'utf8'),
);

describe.skipIf(!hasRealMasks)('metrics on the masks of bottle', () => {
  test.each(cases)('$name', async ({ images, options, expected }) => {
    const metrics = new MetricsAccumulator(options);
    for (const recipe of images) metrics.add(makeImage(recipe, await readMask(recipe)));
    expectMetrics(metrics.metrics(), expected);
  });
});

test.runIf(!hasRealMasks)('metrics on the masks of bottle', ({ skip }) => {
  skip(`no masks at ${masksFolder}; set ANOSEG_DATA to the folder that holds bottle/`);
});
