// `repeat(n) step`: the same graph as written out, number by number and name by name, in networks and in `augment`.
import { expect, test } from 'vitest';
import { emitTraining } from '../../../src/compiler/training-program.ts';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { format } from '../../../src/dsl/rewrite/format.ts';
import { printGraph } from '../../../src/graph/analysis/print-graph.ts';
import { checkText } from '../../pipelines.ts';

const anomaly = 'image -> paste(other_image, scar()) -> relabel()';
const pipeline = (network: string, synthetic = anomaly) => `anoseg 1
param n = 3
param repeat = 2
block residual(x, channels) { return x + (x -> conv(channels) -> relu -> conv(channels)) }
data { source = sample("weave")  image = 32 x 32 }
augment {
  synthetic, mask = ${synthetic}
}
network g(seen) {
  e1 = seen -> ${network}
  map = e1 -> conv(1) -> sigmoid
}
loss { pixel = bce(map, mask) }
train { optimizer = adam()  batch = 1 normal + 1 synthetic  steps = 2 }
`;

function graphOf(text: string, settings: Readonly<Record<string, string>> = {}): string {
  const { model, plan, diagnostics } = checkText(text, settings);
  expect(diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => summary)).toEqual([]);
  if (model === undefined) throw new Error('no model');
  const tensors = plan?.tensors.map(({ name, shape, parameters }) => [name, shape, parameters]);
  return `${JSON.stringify(tensors)}\n${printGraph(emitTraining(model, { mode: 'resident', modelVariables: [] }).graph)}`;
}

const inNetworks: readonly (readonly [written: string, out: string])[] = [
  ['conv(4) -> repeat(2) conv(4)', 'conv(4) -> conv(4) -> conv(4)'],
  ['conv(4) -> repeat(n) residual(4)', 'conv(4) -> residual(4) -> residual(4) -> residual(4)'],
  ['repeat(n - 1) (conv(4) -> relu) -> conv(2)', 'conv(4) -> relu -> conv(4) -> relu -> conv(2)'],
  ['repeat(2) repeat(2) relu', 'relu -> relu -> relu -> relu'],
  ['repeat(2) (conv(4) -> repeat(2) relu)', 'conv(4) -> relu -> relu -> conv(4) -> relu -> relu'],
  ['repeat(0) conv(4) -> relu', 'relu'],
  ['repeat(repeat) conv(4)', 'conv(4) -> conv(4)'],
  ['repeat(2) (relu when n > 2 else elu)', 'relu -> relu'],
  ['(repeat(2) relu when n > 5 else repeat(1) elu)', 'elu'],
];

test.each(inNetworks)('%s', (written, out) => {
  expect(graphOf(pipeline(written))).toBe(graphOf(pipeline(out)));
});

const paste = 'paste(other_image, scar()) -> relabel()';
const inAugment: readonly (readonly [written: string, out: string])[] = [
  [`image -> repeat(2) blur(1px..2px) -> ${paste}`, `image -> blur(1px..2px) -> blur(1px..2px) -> ${paste}`],
  [
    `image -> repeat(2) (flip(horizontal) -> blur(1px)) -> ${paste}`,
    `image -> flip(horizontal) -> blur(1px) -> flip(horizontal) -> blur(1px) -> ${paste}`,
  ],
  [
    `image -> repeat(2) maybe(50%) flip(horizontal) -> ${paste}`,
    `image -> maybe(50%) flip(horizontal) -> maybe(50%) flip(horizontal) -> ${paste}`,
  ],
  [`image -> maybe(50%) repeat(2) blur(1px) -> ${paste}`, `image -> maybe(50%) (blur(1px) -> blur(1px)) -> ${paste}`],
  [
    `image -> any_of(repeat(2) blur(1px), invert) -> ${paste}`,
    `image -> any_of(blur(1px) -> blur(1px), invert) -> ${paste}`,
  ],
  [
    'image -> repeat(2) paste(other_image, scar()) -> relabel()',
    'image -> paste(other_image, scar()) -> paste(other_image, scar()) -> relabel()',
  ],
];

test.each(inAugment)('%s', (written, out) => {
  expect(graphOf(pipeline('relu', written))).toBe(graphOf(pipeline('relu', out)));
});

test('how often is a parameter', () => {
  const text = pipeline('conv(4) -> repeat(n) conv(4)');
  expect(graphOf(text, { n: '1' })).toBe(graphOf(pipeline('conv(4) -> conv(4)')));
  const codes = (n: string) =>
    checkText(text, { n })
      .diagnostics.filter(({ severity }) => severity === 'error')
      .map(({ code, span }) => `${code} ${span.source.name}`);
  for (const n of ['-1', '1000000000'])
    expect(codes(n)).toEqual([expect.stringMatching(/^(out-of-range|too-large) command line$/)]);
  expect(codes('2.5')).toEqual(['wrong-type command line']);
});

test.each([
  [
    'repeat(1..3) relu',
    'wrong-type',
    'it is the same for all samples; a step that is done or not is `maybe(50%) step`',
  ],
  ['repeat("a") relu', 'wrong-type', undefined],
  ['repeat(3)', 'unknown-operation', 'the step that is repeated stands behind it: `repeat(4) conv(8)`'],
  ['repeat(0) convv(3)', 'unknown-operation', 'did you mean `conv`?'],
  ['repeat(2) (relu -> convv(3))', 'unknown-operation', 'did you mean `conv`?'],
  ['repeat(200) repeat(200) relu', 'too-large', undefined],
])('%s: %s, told once', (written, code, hint) => {
  const found = checkText(pipeline(written)).diagnostics.filter(({ severity }) => severity === 'error');
  expect(found.map((one) => [one.code, one.hint])).toEqual([[code, hint]]);
});

test('it is a word in front of its step, and a name everywhere else', () => {
  const block = pipeline('repeat(4) -> relu').replace('param repeat = 2', 'block repeat(x, k) { return x -> conv(k) }');
  const { model, plan, diagnostics } = checkText(block);
  expect([model === undefined, diagnostics.filter(({ severity }) => severity === 'error')]).toEqual([false, []]);
  expect(plan?.tensors.map(({ name }) => name)).toContain('g/e1/repeat/conv');
});

const syntax = createSyntax();
test.each([
  ...inNetworks.map(([written]) => pipeline(written)),
  ...inAugment.map(([written]) => pipeline('relu', written)),
])('canonical form and YAML are stable: %#', (written) => {
  const text = format(new SourceFile('a.anoseg', written), syntax).text ?? '';
  expect(format(new SourceFile('a.anoseg', text), syntax).text).toBe(text);
  const yaml = convert(new SourceFile('a.anoseg', text), 'yaml', syntax).text ?? '';
  expect(convert(new SourceFile('a.yaml', yaml), 'anoseg', syntax).text).toBe(text);
});

test('in YAML it may be a mapping', () => {
  const yaml = (convert(new SourceFile('a.anoseg', pipeline('repeat(n) conv(4)')), 'yaml', syntax).text ?? '').replace(
    'repeat(n) conv(4)',
    '{repeat: {times: n, do: [{conv: 4}, relu]}}',
  );
  expect(graphOfYaml(yaml)).toBe(graphOf(pipeline('repeat(n) (conv(4) -> relu)')));
  const wrong = (written: string) =>
    checkText(yaml.replace('times: n', written), {}, 'a.yaml').diagnostics.map(({ code }) => code);
  expect(wrong('tims: n')).toContain('unknown-key');
});

function graphOfYaml(text: string): string {
  const anoseg = convert(new SourceFile('a.yaml', text), 'anoseg', syntax).text ?? '';
  return graphOf(anoseg);
}
