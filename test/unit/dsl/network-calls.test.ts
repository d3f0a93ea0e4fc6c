// Networks called like functions: in networks, blocks and losses, by position and by name, in both syntaxes. The weights are
// those of the network, counted once; what each call costs stands with the call.
import { expect, test } from 'vitest';
import { reportPlan } from '../../../src/compiler/plan/plan-report.ts';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import type { Model } from '../../../src/dsl/model/model.ts';
import { calledIn } from '../../../src/dsl/model/needs.ts';
import { checkText } from '../../pipelines.ts';

const pipeline = (networks: string, loss = '') => `anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
${networks}
loss { pixel = bce(map, mask)  ${loss} }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`;

const encoder = 'network f(x) { h = x -> conv(4) -> relu  y = h -> conv(4) }';
const two = 'network f(x, other) { y = concat(x, other) -> conv(4) }';
const g = (map: string) => `network g(seen) { ${map} }`;
const plain = g('map = seen -> conv(1) -> sigmoid');

/** What can be written, and which networks with how many weights there are then. */
const forms: readonly (readonly [what: string, networks: string, loss: string])[] = [
  ['a call', `${encoder} ${g('map = f(seen) -> conv(1) -> sigmoid')}`, ''],
  ['a step of a chain', `${encoder} ${g('map = seen -> f -> conv(1) -> sigmoid')}`, ''],
  ['a step with brackets', `${encoder} ${g('map = seen -> f() -> conv(1) -> sigmoid')}`, ''],
  ['by name', `${encoder} ${g('map = f(x: seen) -> conv(1) -> sigmoid')}`, ''],
  ['another value than the last', `${encoder} ${g('map = concat(f.h(seen), f(seen)) -> conv(1) -> sigmoid')}`, ''],
  ['another value in a chain', `${encoder} ${g('map = concat(seen -> f.h, f(seen)) -> conv(1) -> sigmoid')}`, ''],
  ['several inputs', `${two} ${g('map = f(seen, other: seen) -> conv(1) -> sigmoid')}`, ''],
  ['the second input behind a chain', `${two} ${g('map = seen -> f(seen) -> conv(1) -> sigmoid')}`, ''],
  [
    'a call in a call',
    `${encoder} network k(z) { v = z -> conv(3) } ${g('map = f(k(seen)) -> conv(1) -> sigmoid')}`,
    '',
  ],
  ['in a block', `block b(z) { return f(z) -> relu } ${encoder} ${g('map = seen -> b -> conv(1) -> sigmoid')}`, ''],
  ['declared behind its caller', `${g('map = f(seen) -> conv(1) -> sigmoid')} ${encoder}`, ''],
  ['in a loss alone', `${encoder} ${plain}`, 'near = l1(f(seen), stop_gradient(f(image)))'],
  [
    'of one that has inputs of its own',
    `network f(seen) { y = seen -> conv(3) } ${g('map = f(abs(seen)) -> conv(1) -> sigmoid')}`,
    'near = l1(y, f(image))',
  ],
  [
    'named as the value of another network',
    `${encoder} network k(clean) { x = clean -> conv(3) } ${g('map = f(seen) -> conv(1) -> sigmoid')}`,
    'near = l1(f(x), 0)',
  ],
  ['with the same value names', `network f(x) { map = x -> conv(1) -> sigmoid } ${g('map = f(seen)')}`, ''],
];

test.each(forms)('%s', (_, networks, loss) => {
  const { model, diagnostics } = checkText(pipeline(networks, loss));
  expect(told(diagnostics)).toEqual([]);
  expect(calls(model)).toContain('f');
});

test('weights are counted once, the work at each call', () => {
  const networks = `${encoder} ${g('a = f(seen)  b = f(abs(seen))  map = concat(a, b) -> conv(1) -> sigmoid')}`;
  const { model } = checkText(pipeline(networks, 'near = l1(f(seen), f(image))'));
  const report = model && reportPlan(model);
  const weights = 3 * 3 * 3 * 4 + 4 + 3 * 3 * 4 * 4 + 4;
  const work = 32 * 32 * (9 * 3 * 4 + 9 * 4 * 4);
  expect(report?.networks.map(({ name, parameters }) => [name, parameters])).toEqual([
    ['f', weights],
    ['g', 3 * 3 * 8 + 1],
  ]);
  const tensor = (name: string) => report?.tensors.find((one) => one.name === name);
  expect(tensor('g/b/f')).toMatchObject({ parameters: 0, multiplyAdds: work, shape: [32, 32, 4] });
  // `f(seen)` once more in the loss is the same pass; `f(image)` is another.
  const alone = checkText(pipeline(networks)).model;
  expect(report?.lines.map(({ name, trains }) => [name, trains])).toEqual([
    ['pixel', ['f', 'g']],
    ['near', ['f']],
  ]);
  expect(report && alone && report.step.multiplyAdds - reportPlan(alone).step.multiplyAdds).toBeGreaterThan(4 * work);
  expect(report && alone && report.step.multiplyAdds - reportPlan(alone).step.multiplyAdds).toBeLessThan(16 * work);
});

test('a discriminator learns nothing from its features in a loss, the networks before it do', () => {
  const networks = `${plain} network d(image, map) { h = concat(image, map) -> conv(4) -> relu  v = h -> conv(1) }`;
  const loss = 'adv = lsgan(d, real: (image, mask), fake: (seen, map))  match = l1(d.h(image, mask), d.h(seen, map))';
  const { model, diagnostics } = checkText(pipeline(networks, loss));
  expect(told(diagnostics)).toEqual([]);
  const lines = model && reportPlan(model).lines.map(({ name, trains }) => [name, trains]);
  expect(lines).toContainEqual(['match', ['g']]);
  expect(lines).toContainEqual(['adv.d', ['d']]);
});

test('what is only called has no inputs of its own, and is applied to nothing else', () => {
  const { model } = checkText(pipeline(`network f(seen) { y = seen -> conv(3) } ${plain}`, 'near = l1(f(image), 0)'));
  expect(model?.networks.find(({ name }) => name === 'f')?.inputs[0]?.source).toEqual({ from: 'call' });
});

test.each([
  ['f(seen, seen)', 'too-many-arguments'],
  ['f()', 'missing-argument'],
  ['f(z: seen)', 'unknown-parameter'],
  ['f(seen, x: seen)', 'given-twice'],
  ['f(3)', 'wrong-type'],
  ['f.z(seen)', 'unknown-name'],
  ['f.h.k(seen)', 'unknown-name'],
  ['h.f(seen)', 'unknown-operation'],
  ['seen.f(seen)', 'unknown-operation'],
  ['fs(seen)', 'unknown-operation'],
  ['f(map)', 'unknown-name'],
  ['f(f(seen))', 'uses-differ'],
])('%s is one error', (call, code) => {
  const { diagnostics } = checkText(pipeline(`${encoder} ${g(`map = ${call} -> conv(1) -> sigmoid`)}`));
  expect(diagnostics.map((found) => found.code)).toEqual([code]);
});

test('what is wrong inside is told once, at the first call', () => {
  const networks = `network f(x) { y = x -> conv(4, kernel: 3, stride: 2) -> concat(x) } ${g('a = f(seen)  b = f(abs(seen))  map = concat(a, b) -> conv(1) -> sigmoid')}`;
  const { diagnostics } = checkText(pipeline(networks));
  expect(diagnostics.map(({ code }) => code)).toEqual(['shape-mismatch']);
});

test('circles are an error, whichever way they lead', () => {
  const circles = [
    'network f(x) { y = f(x) }',
    'network f(x) { y = k(x) } network k(x) { z = x -> f }',
    'network f(y2) { y = y2 -> conv(4) } network k(seen) { y2 = f(seen)  w = l(y) }',
  ];
  for (const circle of circles.slice(0, 2)) {
    const { diagnostics } = checkText(pipeline(`${circle} ${g('map = f(seen) -> conv(1) -> sigmoid')}`));
    expect(diagnostics.map(({ code }) => code)).toEqual(['network-cycle']);
  }
});

test('networks that grow with each call are refused before they are built', () => {
  const doubled = Array.from({ length: 40 }, (_, i) => `network n${i + 1}(x) { y = n${i}(x) + n${i}(abs(x)) }`);
  const grown = ['network n0(x) { y = x -> conv(3) }', ...doubled, g('map = n40(seen) -> conv(1) -> sigmoid')];
  expect(checkText(pipeline(grown.join(' '))).diagnostics.map(({ code }) => code)).toContain('too-large');
  const chain = Array.from({ length: 400 }, (_, i) => `network n${i}(x) { y = n${i + 1}(x) }`);
  const long = [...chain, 'network n400(x) { y = x -> conv(3) }', g('map = n0(seen) -> conv(1) -> sigmoid')];
  for (const networks of [long, long.toReversed()]) {
    const codes = checkText(pipeline(networks.join(' '))).diagnostics.map(({ code }) => code);
    expect(new Set(codes)).toEqual(new Set(['too-large']));
  }
});

test('a `when` that leaves a call out leaves the network out too, without a word', () => {
  const text = pipeline(
    `param deep = false\n${encoder} ${g('map = concat(seen, f(seen) when deep) -> conv(1) -> sigmoid')}`,
  );
  const { model, diagnostics } = checkText(text);
  expect(told(diagnostics)).toEqual([]);
  expect(model?.networks.map(({ name }) => name)).toEqual(['g']);
  expect(checkText(text, { deep: 'true' }).model?.networks.map(({ name }) => name)).toEqual(['f', 'g']);
});

function told(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code, summary }) => `${code}: ${summary}`);
}

function calls(model: Model | undefined): readonly string[] {
  return [...(model?.networks ?? []), ...(model?.loss ?? [])].flatMap(({ flow }) => calledIn(flow));
}
