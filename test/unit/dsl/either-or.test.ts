// `a when condition else b`: the same model as the chosen side alone, in every place where a value may stand; and what is
// switched off is checked for what is wrong in any case, and for nothing else.
import { expect, test } from 'vitest';
import { Reporter } from '../../../src/diagnostics/diagnostic.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { contentDigest } from '../../../src/dsl/load/content.ts';
import { load } from '../../../src/dsl/load/load.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { checkText, repositoryReader } from '../../pipelines.ts';

const parts = {
  params: '',
  source: 'sample("weave")',
  image: '32 x 32',
  augment: 'synthetic, mask = image -> paste(other_image, scar()) -> relabel()',
  network: 'map = seen -> conv(8) -> relu -> conv(1) -> sigmoid',
  other: '',
  loss: 'pixel = bce(map, mask)',
  optimizer: 'adam()',
  train: '',
  evaluate: '',
};

const pipeline = (changes: Partial<typeof parts>) => {
  const { params, source, image, augment, network, other, loss, optimizer, train, evaluate } = { ...parts, ...changes };
  return `anoseg 1
param deep = false
param kind = "bce" in ["bce", "focal"]
param n = 4
${params}
data { source = ${source}  image = ${image} }
augment { ${augment} }
network g(seen) { ${network} }
${other}
loss { ${loss} }
train { optimizer = ${optimizer}  batch = 2 normal + 2 synthetic  steps = 10  ${train} }
evaluate { ${evaluate} }
`;
};

const findings = (text: string, settings: Readonly<Record<string, string>> = {}) =>
  checkText(text, settings)
    .diagnostics.filter(({ code }) => !code.startsWith('unused-parameter'))
    .map(({ code, summary }) => `${code}: ${summary}`);

const withoutPlaces = new Set([
  'span',
  'mentions',
  'callers',
  'origins',
  'weightOrigin',
  'origin',
  'parameters',
  'settings',
]);
const modelOf = (text: string, settings: Readonly<Record<string, string>> = {}) => {
  const { model, diagnostics } = checkText(text, settings);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => summary)).toEqual([]);
  return JSON.stringify(model, (key, value) =>
    withoutPlaces.has(key) && key !== 'settings' ? undefined : value,
  ).replaceAll(/"settings":\[.*?\}\]/g, '');
};

const paste = '-> paste(other_image, scar()) -> relabel()';
const cases: readonly (readonly [keyof typeof parts, written: string, on: string, off: string])[] = [
  ['image', '64 x 64 when deep else 32 x 32', '64 x 64', '32 x 32'],
  ['image', '(64 when deep else 32) x 32', '64 x 32', '32 x 32'],
  ['source', 'sample("weave") when deep else sample("gear")', 'sample("weave")', 'sample("gear")'],
  ['optimizer', 'adam() when deep else sgd()', 'adam()', 'sgd()'],
  ['optimizer', 'adam(rate: 1e-3 when deep else 1e-4)', 'adam(rate: 1e-3)', 'adam(rate: 1e-4)'],
  [
    'optimizer',
    'adam(rate: cosine(1e-3, end: 1e-5) when deep else 1e-4)',
    'adam(rate: cosine(1e-3, end: 1e-5))',
    'adam(rate: 1e-4)',
  ],
  ['train', 'seed = 2 when deep else 3', 'seed = 2', 'seed = 3'],
  ['train', 'optimizer.g = adam() when deep else sgd()', 'optimizer.g = adam()', 'optimizer.g = sgd()'],
  ['evaluate', 'report = [iou, f1] when deep else [f1]', 'report = [iou, f1]', 'report = [f1]'],
  ['evaluate', 'report = [iou when deep else f1]', 'report = [iou]', 'report = [f1]'],
  [
    'evaluate',
    'score = max(map) when deep else top_mean(map, pixels: 3)',
    'score = max(map)',
    'score = top_mean(map, pixels: 3)',
  ],
  [
    'evaluate',
    'threshold = quantile(map, 99%) on holdout when deep else quantile(map, 90%) on holdout',
    'threshold = quantile(map, 99%) on holdout',
    'threshold = quantile(map, 90%) on holdout',
  ],
  [
    'network',
    'map = seen -> conv(8 when deep else 4) -> conv(1) -> sigmoid',
    'map = seen -> conv(8) -> conv(1) -> sigmoid',
    'map = seen -> conv(4) -> conv(1) -> sigmoid',
  ],
  [
    'network',
    'map = seen -> conv(4) -> (relu when deep else elu) -> conv(1) -> sigmoid',
    'map = seen -> conv(4) -> relu -> conv(1) -> sigmoid',
    'map = seen -> conv(4) -> elu -> conv(1) -> sigmoid',
  ],
  [
    'network',
    'map = seen -> (conv(4) -> relu when deep else conv(5) -> elu) -> conv(1) -> sigmoid',
    'map = seen -> conv(4) -> relu -> conv(1) -> sigmoid',
    'map = seen -> conv(5) -> elu -> conv(1) -> sigmoid',
  ],
  [
    'network',
    'map = seen -> conv(1) -> sigmoid when deep else seen -> conv(2) -> conv(1) -> sigmoid',
    'map = seen -> conv(1) -> sigmoid',
    'map = seen -> conv(2) -> conv(1) -> sigmoid',
  ],
  [
    'network',
    'a = seen -> conv(2)  b = seen -> conv(3)  map = (a when deep else b) -> conv(1) -> sigmoid',
    'a = seen -> conv(2)  b = seen -> conv(3)  map = a -> conv(1) -> sigmoid',
    'a = seen -> conv(2)  b = seen -> conv(3)  map = b -> conv(1) -> sigmoid',
  ],
  [
    'network',
    'map = concat(seen, coordinates() when deep else abs(seen)) -> conv(1) -> sigmoid',
    'map = concat(seen, coordinates()) -> conv(1) -> sigmoid',
    'map = concat(seen, abs(seen)) -> conv(1) -> sigmoid',
  ],
  [
    'augment',
    `synthetic, mask = image -> (rotate(90deg) when deep else flip(horizontal)) ${paste}`,
    `synthetic, mask = image -> rotate(90deg) ${paste}`,
    `synthetic, mask = image -> flip(horizontal) ${paste}`,
  ],
  [
    'augment',
    `synthetic, mask = image -> maybe(50%) (rotate(90deg) when deep else flip(horizontal)) ${paste}`,
    `synthetic, mask = image -> maybe(50%) rotate(90deg) ${paste}`,
    `synthetic, mask = image -> maybe(50%) flip(horizontal) ${paste}`,
  ],
  [
    'augment',
    'shape = scar() when deep else rectangle()\n synthetic, mask = image -> paste(other_image, shape)',
    'shape = scar()\n synthetic, mask = image -> paste(other_image, shape)',
    'shape = rectangle()\n synthetic, mask = image -> paste(other_image, shape)',
  ],
  [
    'loss',
    'pixel = 50 * bce(map, mask) when deep else 20 * focal(map, mask)',
    'pixel = 50 * bce(map, mask)',
    'pixel = 20 * focal(map, mask)',
  ],
  [
    'loss',
    'pixel = 50 * (bce(map, mask) when deep else focal(map, mask))',
    'pixel = 50 * bce(map, mask)',
    'pixel = 50 * focal(map, mask)',
  ],
  [
    'loss',
    'pixel = (50 when deep else 20) * bce(map, mask)',
    'pixel = 50 * bce(map, mask)',
    'pixel = 20 * bce(map, mask)',
  ],
  [
    'loss',
    'pixel = bce(map, mask) on normal when deep else bce(map, mask) on synthetic',
    'pixel = bce(map, mask) on normal',
    'pixel = bce(map, mask) on synthetic',
  ],
  [
    'loss',
    'pixel = bce(map, mask) when not deep and kind == "focal" else focal(map, mask) when deep else l1(map, mask)',
    'pixel = focal(map, mask)',
    'pixel = l1(map, mask)',
  ],
];

test.each(cases)('%s: %s', (part, written, on, off) => {
  const text = pipeline({ [part]: written });
  expect(modelOf(text)).toEqual(modelOf(pipeline({ [part]: off })));
  expect(modelOf(text, { deep: 'true' })).toEqual(modelOf(pipeline({ [part]: on })));
});

const syntax = createSyntax();
const digestOf = (text: string, name: string) =>
  contentDigest(load(new SourceFile(name, text), syntax.parse, repositoryReader, new Reporter()));

test.each(cases)('%s: %s in YAML and in canonical form', (part, written) => {
  const text = format(new SourceFile('a.anoseg', pipeline({ [part]: written })), syntax).text ?? '';
  expect(format(new SourceFile('a.anoseg', text), syntax).text).toBe(text);
  const yaml = convert(new SourceFile('a.anoseg', text), 'yaml', syntax).text ?? '';
  expect(digestOf(yaml, 'a.yaml')).toBe(digestOf(pipeline({ [part]: written }), 'a.anoseg'));
  expect(convert(new SourceFile('a.yaml', yaml), 'anoseg', syntax).text).toBe(text);
});

test('a parameter is one of two, within its bounds', () => {
  const text = (param: string) => pipeline({ params: param, network: 'map = seen -> conv(w) -> conv(1) -> sigmoid' });
  const written = text('param w = 8 when deep else 16 in 4..32');
  expect(findings(written)).toEqual([]);
  expect(format(new SourceFile('a.anoseg', written), syntax).text).toContain(
    'param w    = (8 when deep else 16) in 4..32',
  );
  expect(findings(text('param w = 8 when deep else 16 in 4..12'))).toEqual([
    'out-of-range: `w` must be within 4..12, not the number 16',
  ]);
  expect(findings(text('param w = 16 when deep else 8 in 4..12'))).toEqual([
    'out-of-range: `w` must be within 4..12, not the number 16',
  ]);
  expect(findings(text('param w = 8px when deep else 8'))[0]).toMatch(/^mixed-sides/);
});

// What is switched off by the value of `deep`, and what is said.
const wrong: readonly (readonly [Partial<typeof parts>, string])[] = [
  [
    { network: 'x = seen -> convv(8) when deep  map = seen -> conv(1) -> sigmoid' },
    'unknown-operation: there is no operation or block `convv`',
  ],
  [
    { network: 'map = seen -> conv(8, kernal: 3 when deep) -> conv(1) -> sigmoid' },
    'unknown-parameter: `conv` has no parameter `kernal`',
  ],
  [
    { network: 'map = seen -> conv(8, kernel: "a" when deep) -> conv(1) -> sigmoid' },
    'wrong-type: `kernel` must be a whole number, not the string "a"',
  ],
  [
    { network: 'map = seen -> conv(kind when deep else 8) -> conv(1) -> sigmoid' },
    'wrong-type: `channels` must be a whole number, not the string "bce"',
  ],
  [
    { network: 'map = seen -> dropout(150% when deep else 50%) -> conv(1) -> sigmoid' },
    'out-of-range: `rate` must be 0% to 99%, not the share 150%',
  ],
  [{ network: 'map = concat(seen, sen when deep) -> conv(1) -> sigmoid' }, 'unknown-name: `sen` is not declared'],
  [
    { network: 'map = seen -> conv(1) -> sigmoid  map = seen -> conv(2) when deep' },
    'declared-twice: `map` is declared twice',
  ],
  [
    { augment: 'synthetic, mask = image -> rotate(90) when deep else image -> paste(other_image, scar())' },
    'wrong-type: `angle` must be an angle such as 45deg, not the number 90',
  ],
  [{ loss: 'pixel = bce(map, mask)  more = focal(map, maskk) when deep' }, 'unknown-name: `maskk` is not declared'],
  [{ loss: 'pixel = bce(map, mask)  more = map when deep' }, 'no-loss: `more` is not a loss'],
  [{ train: 'clip_norm = "a" when deep' }, 'wrong-type: `clip_norm` must be a number, not the string "a"'],
  [{ train: 'clip_nrm = 3 when deep' }, 'unknown-key: `train` has no setting `clip_nrm`'],
  [{ train: 'optimizer.h = adam() when deep' }, 'unknown-name: `h` is not declared'],
  [{ evaluate: 'report = [iou, f11 when deep]' }, 'unknown-operation: there is no operation or block `f11`'],
  [
    { evaluate: 'threshold = quantile(map, 99%) on test when deep' },
    'test-labels: the threshold rule would look at test labels',
  ],
  [
    { image: '32 x 32 when not deep else 64' },
    'wrong-type: `image` must be a size such as `256 x 256 in -1..1`, not the number 64',
  ],
  [{ train: 'seed = 2 when deep and n' }, 'no-arithmetic: `and` cannot be applied to false and the number 4'],
  [
    { optimizer: 'adam() when deep' },
    'missing-key: `train` needs `optimizer`: an optimiser such as `adam(rate: 2e-4)`',
  ],
  [
    {
      network: 'x = seen -> conv(2) when deep  map = seen -> conv(1) -> sigmoid',
      loss: 'pixel = bce(map, mask)  more = l1(x, image)',
    },
    'unknown-name: `x` is not declared',
  ],
  [
    { network: 'x = seen -> conv(2)  map = (x + (1 when deep)) -> conv(1) -> sigmoid' },
    'misplaced: `when` cannot stand here',
  ],
];

test.each(wrong)('%o', (changes, said) => {
  expect(findings(pipeline(changes))).toContain(said);
});

// Right for the value that switches it on, whatever the others are now.
const right: readonly Partial<typeof parts>[] = [
  { network: 'map = seen -> conv(n / 8 when deep else 8) -> conv(1) -> sigmoid' },
  {
    network: 'x = seen -> conv(n - 4) when n > 4  map = seen -> conv(1) -> sigmoid',
    loss: 'pixel = bce(map, mask)  more = total_variation(x) when n > 4',
  },
  { network: 'map = seen -> conv(8) -> (dropout(10% * (n - 40)) when n > 40 else relu) -> conv(1) -> sigmoid' },
  {
    other: 'block f(x, k) { return x -> conv(k / 3) }',
    network: 'map = seen -> (f(n) when deep else conv(2)) -> conv(1) -> sigmoid',
  },
  { image: '32 x 32 when not deep else (n / 8) x (n / 8)' },
  {
    network:
      'x = seen -> conv(2) when deep  y = x -> conv(2) when deep  map = (y when deep else seen) -> conv(1) -> sigmoid',
  },
  { network: 'x = seen -> conv(2) when deep  x = seen -> conv(3) when not deep  map = x -> conv(1) -> sigmoid' },
  { train: 'seed = 2 when deep  seed = 3 when not deep' },
  { network: 'x = seen -> conv(2)  map = concat(seen, x when deep) -> conv(1) -> sigmoid' },
  { other: 'network h(seen) { o = seen -> conv(3) }', loss: 'pixel = bce(map, mask)  more = l1(o, image) when deep' },
  {
    other: 'network d(image) { v = image -> conv(1) }',
    loss: 'pixel = bce(map, mask)  more = lsgan(d, real: image, fake: map) when deep',
  },
  { network: 'map = seen -> conv(8, 4 when deep, kernel: 3 when not deep) -> conv(1) -> sigmoid' },
  { source: 'sample(kind) when deep else sample("weave")' },
  { loss: 'pixel = (n - 5) * bce(map, mask) when n > 5 else bce(map, mask)' },
];

test.each(right)('%o', (changes) => {
  expect(findings(pipeline(changes))).toEqual([]);
});

test('two hundred sides are enough for anybody', () => {
  const sides = (count: number) => `seed = ${'1 when deep else '.repeat(count)}2`;
  expect(findings(pipeline({ train: sides(200) }))).toEqual([]);
  expect(findings(pipeline({ train: sides(20_000) }))[0]).toMatch(/^too-large/);
});
