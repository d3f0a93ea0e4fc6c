// AUPIMO against anomalib's own numbers: test/fixtures/metrics/make_pimo.py.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MetricsAccumulator } from '../../../src/metrics/metrics.ts';
import { hasRealMasks, readMask } from './real-mask-files.ts';
import { type ImageRecipe, makeImage } from './recipes.ts';

interface PimoCase {
  readonly name: string;
  readonly options: { readonly pimoBounds: readonly [number, number] };
  readonly images: readonly ImageRecipe[];
  readonly expected: { readonly aupimo: number };
}

const cases: readonly PimoCase[] = JSON.parse(
  readFileSync(new URL('../../fixtures/metrics/pimo.json', import.meta.url), 'utf8'),
);
const isReal = ({ images }: PimoCase) => images.some(({ mask }) => mask !== undefined);

describe('AUPIMO equals that of anomalib', () => {
  test.each(cases.filter((one) => hasRealMasks || !isReal(one)))('$name', async ({ images, options, expected }) => {
    const metrics = new MetricsAccumulator(options);
    for (const recipe of images) metrics.add(makeImage(recipe, await readMask(recipe)));
    expect(Math.abs((metrics.metrics().aupimo ?? Number.NaN) - expected.aupimo)).toBeLessThan(1e-9);
  });
});
