// What a score may be of: the map, another value, or what is computed of them in place; and how a slip is told.
import { expect, test } from 'vitest';
import { convert, createSyntax } from '../../../src/api/language.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { effectiveSettings } from '../../../src/dsl/model/settings.ts';
import { checkText } from '../../pipelines.ts';

const syntax = createSyntax();

const pipeline = (score: string, detection = 'detection = bce(verdict, mask -> global_pool(method: max))') => `anoseg 1
data { source = sample("weave") image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
network g(seen) { map = seen -> conv(1) -> sigmoid }
network detector(map) { verdict = stop_gradient(map) -> conv(4) -> relu -> global_pool -> dense(1) -> sigmoid }
loss { pixel = bce(map, mask) ${detection} }
train { optimizer = adam() batch = 2 normal + 2 synthetic steps = 10 }
evaluate { score = ${score} }
`;

const told = (text: string) =>
  checkText(text).diagnostics.map(({ code, hint }) => [code, hint].filter((part) => part !== undefined).join(': '));

test.each([
  'max(verdict)',
  'max(detector.verdict)',
  'max(map -> average_pool(5, stride: 1))',
  'max(concat(verdict, map -> global_pool(method: max)))',
  'max(verdict) when 1 < 2 else top_mean(map, pixels: 9)',
])('%s, and the same in YAML', (score) => {
  const text = pipeline(score);
  expect(told(text)).toEqual([]);
  const yaml = convert(text, 'yaml', { syntax }).text ?? '';
  const twin = checkText(yaml, {}, 'test.yaml');
  expect(twin.diagnostics).toEqual([]);
  expect(twin.model && digestPipeline(twin.model)).toBe(
    digestPipeline(checkText(text).model ?? expect.fail('no model')),
  );
});

test('what is computed in it has its settings told', () => {
  const { model } = checkText(pipeline('max(map -> average_pool(5, stride: 1))'));
  const settings = model ? effectiveSettings(model).filter(({ path }) => path.includes('average_pool')) : [];
  expect(settings.map(({ path, value }) => [path.split('.').at(-1), value])).toContainEqual(['window', '5']);
});

test('a value is no score, and sums stand inside', () => {
  expect(told(pipeline('max(verdict) + max(map)')).join()).toMatch(/^wrong-type: values are computed inside a score/);
});

test('shapes that do not fit are told before a run', () => {
  expect(told(pipeline('max(concat(verdict, map))')).join()).toMatch(/^shape-mismatch/);
});

test('what has weights belongs into a network, which something must teach', () => {
  expect(told(pipeline('max(map -> conv(1))')).join()).toMatch(/^wrong-place/);
  expect(told(pipeline('max(verdict)', '')).join()).toMatch(/^untrained-network/);
});
