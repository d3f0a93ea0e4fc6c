// Metrics on real ground truth: masks of MVTec AD's bottle, which are not in this repository. They are read
// from $ANOSEG_DATA/bottle, or ../shared/data/mvtec/bottle beside the checkout; without them nothing is tested.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, test } from 'vitest';
import { MetricsAccumulator } from '../../../src/metrics/metrics.ts';
import { expectMetrics } from './expect-metrics.ts';
import { type Case, type ImageRecipe, makeImage, makeMask } from './recipes.ts';

const besideCheckout = fileURLToPath(new URL('../../../../shared/data/mvtec', import.meta.url));
const data = process.env.ANOSEG_DATA ?? besideCheckout;
const masks = path.join(data, 'bottle', 'ground_truth');
const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics/real.json', import.meta.url), 'utf8'),
);

describe.skipIf(!existsSync(masks))('metrics on the masks of bottle', () => {
  test.each(cases)('$name', async ({ images, options, expected }) => {
    const metrics = new MetricsAccumulator(options);
    for (const recipe of images) metrics.add(makeImage(recipe, await readMask(recipe)));
    expectMetrics(metrics.metrics(), expected);
  });
});

test.runIf(!existsSync(masks))('metrics on the masks of bottle', ({ skip }) => {
  skip(`no masks at ${masks}; set ANOSEG_DATA to the folder that holds bottle/`);
});

async function readMask(recipe: ImageRecipe): Promise<Uint8Array> {
  if (recipe.mask === undefined) return makeMask(recipe);
  return new Uint8Array(await sharp(path.join(data, recipe.mask)).toColourspace('b-w').raw().toBuffer());
}
