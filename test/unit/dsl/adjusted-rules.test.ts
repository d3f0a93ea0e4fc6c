// Arithmetic of threshold rules: in both syntaxes, with the digest of no other pipeline changed; what is none is told.
import { expect, test } from 'vitest';
import { convert, createSyntax } from '../../../src/api/language.ts';
import { showThreshold } from '../../../src/dsl/elaborate/sections.ts';
import { checkText } from '../../pipelines.ts';

const syntax = createSyntax();
const pipeline = (rule: string) => `anoseg 1
data { source = sample("weave") image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
param factor = 2
network g(seen) { map = seen -> conv(1) -> sigmoid }
loss { pixel = bce(map, mask) }
train { optimizer = adam() batch = 2 normal + 2 synthetic steps = 10 }
evaluate {
threshold = ${rule}
image_threshold = fixed(0.5 / factor)
}
`;

test.each([
  ['quantile(map, 95%) * 1.4', 'quantile(share: 95%) * 1.4 on holdout'],
  ['1.4 * quantile(map, 95%) on validation', 'quantile(share: 95%) * 1.4 on validation'],
  ['(quantile(map, 95%) on validation) * 140%', 'quantile(share: 95%) * 1.4 on validation'],
  ['quantile(map, 95%) / factor', 'quantile(share: 95%) * 0.5 on holdout'],
  ['quantile(map, 95%) - 5%', 'quantile(share: 95%) - 0.05 on holdout'],
  ['2 * (quantile(map, 95%) + 0.1)', 'quantile(share: 95%) * 2 + 0.2 on holdout'],
  ['0.1 + mean_sigma(map, sigmas: 3)', 'mean_sigma(sigmas: 3) + 0.1 on holdout'],
  ['best_f1(map) * 0.9 on synthetic', 'best_f1 * 0.9 on synthetic'],
])('%s', (rule, shown) => {
  const { model, diagnostics } = checkText(pipeline(rule));
  expect(diagnostics).toEqual([]);
  const threshold = model?.evaluate.threshold;
  expect(threshold && showThreshold(threshold)).toBe(shown);
  const yaml = convert(pipeline(rule), 'yaml', { syntax }).text ?? '';
  expect(checkText(yaml, {}, 'test.yaml').model?.evaluate.threshold).toMatchObject({
    adjustment: threshold?.adjustment,
  });
});

test('a rule alone is what it was', () => {
  expect(checkText(pipeline('quantile(map, 95%)')).model?.evaluate.threshold).not.toHaveProperty('adjustment');
});

test.each([
  ['quantile(map, 95%) * -1', 'no-arithmetic'],
  ['quantile(map, 95%) * 0', 'no-arithmetic'],
  ['quantile(map, 95%) / 0', 'no-arithmetic'],
  ['2 / quantile(map, 95%)', 'no-arithmetic'],
  ['1 - quantile(map, 95%)', 'no-arithmetic'],
  ['quantile(map, 95%) + quantile(map, 99%)', 'no-arithmetic'],
  ['quantile(map, 95%) * 3px', 'no-arithmetic'],
  ['top_mean(map) * 2', 'no-arithmetic'],
])('%s is told', (rule, code) => {
  expect(checkText(pipeline(rule)).diagnostics.map((one) => one.code)).toEqual([code]);
});
