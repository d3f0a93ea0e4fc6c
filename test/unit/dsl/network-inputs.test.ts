// What the inputs of networks are: an image of the sample, its mask, a value of another network. Whatever else is written is
// an error, and a text that is proposed instead mends it.
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { checkText } from '../../pipelines.ts';

const pipeline = (networks: string, loss = 'pixel = bce(map, mask)') => `anoseg 1
data { source = sample("weave")  image = 32 x 32 }
augment { synthetic, mask = image -> paste(other_image, scar()) -> relabel() }
${networks}
loss { ${loss} }
train { optimizer = adam()  batch = 2 normal + 2 synthetic  steps = 10 }
`;

const yaml = (networks: string, loss = 'pixel: bce(map, mask)') => `anoseg: 1
data: {source: sample("weave"), image: 32 x 32}
augment:
  synthetic, mask: 'image -> paste(other_image, scar()) -> relabel()'
network:
${networks}
loss:
  ${loss}
train: {optimizer: adam(), batch: 2 normal + 2 synthetic, steps: 10}
`;

const map = 'network g(seen) { r = seen -> conv(3)  map = r -> conv(1) -> sigmoid }';

test('a student sees the damaged image, its teacher the clean one', () => {
  const networks = `network student(seen) { s = seen -> conv(4) }
network teacher(clean) { t = clean -> conv(4) }
network g(s, t) { map = abs(s - t) -> conv(1) -> sigmoid }`;
  const { model, diagnostics } = checkText(pipeline(networks));
  expect(diagnostics).toEqual([]);
  expect(model?.networks.map(({ inputs }) => inputs.map(({ source }) => source.from))).toEqual([
    ['seen'],
    ['clean'],
    ['network', 'network'],
  ]);
});

test.each([
  ['map = 0.5', 'pixel = bce(map, mask)', 'map'],
  ['k = 3  map = seen -> conv(1) -> sigmoid', 'pixel = k * bce(map, mask)  again = k * l1(map, 0)', 'k'],
])('a number in a network is nothing that other sections take: %s', (values, loss, name) => {
  const { diagnostics } = checkText(pipeline(`network g(seen) { ${values} }`, loss));
  expect(diagnostics.map(({ code, span }) => `${code} ${span.source.text.slice(span.start, span.end)}`)).toEqual([
    `wrong-type ${name}`,
  ]);
});

test('a network that losses alone use takes the mask; one that the map needs does not', () => {
  const guide = 'network guide(clean, mask) { h = concat(clean, mask) -> conv(4) }';
  const loss = 'pixel = bce(map, mask)  near = l1(h, 0)';
  expect(checkText(pipeline(`${guide}\n${map}`, loss)).diagnostics).toEqual([]);
  const needed = 'network g(h) { map = h -> conv(1) -> sigmoid }';
  expect(codesOf(checkText(pipeline(`${guide}\n${needed}`, loss)).diagnostics)).toEqual(['mask-at-prediction']);
  const scored = `${guide}\n${map}\nevaluate { score = top_mean(h, pixels: 4) }`;
  expect(codesOf(checkText(pipeline(scored, loss)).diagnostics)).toContain('mask-at-prediction');
});

/** The networks with one wrong input, and what a proposed text makes of it. */
const mended: readonly (readonly [networks: string, loss: string])[] = [
  ['network g(sen) { map = sen -> conv(1) -> sigmoid }', 'pixel = bce(map, mask)'],
  ['network g(synthetic) { h = synthetic + synthetic  map = h -> conv(1) -> sigmoid }', 'pixel = bce(map, mask)'],
  [
    `network f(seen) { restored = seen -> conv(3) }
network g(restord) { map = restord -> conv(1) -> sigmoid }`,
    'pixel = bce(map, mask)',
  ],
  [`network t(claen) { h = claen -> conv(1) }\n${map}`, 'pixel = bce(map, mask)  near = l1(h, map)'],
  [map, 'pixel = bce(map, mask)  near = l1(synthetic, r)'],
  [map, 'pixel = bce(map, mask)  near = 3 * l1(r, abs(synthetic - image))'],
  [map, 'pixel = bce(map, mask) + 3 * l1(r, synthetic)'],
  [map, 'pixel = bce(map, mask)  near = l1(r, clean)'],
  [map, 'pixel = bce(map, mask)  near = l1(r, synthetic) on synthetic'],
  [
    `${map}\nnetwork d(a, b) { v = concat(a, b) -> conv(1) }`,
    'pixel = bce(map, mask)  adv = lsgan(d, real: (synthetic, mask) on synthetic, fake: (seen, map))',
  ],
  [
    `${map}\nnetwork d(a, b) { v = concat(a, b) -> conv(1) }`,
    'pixel = bce(map, mask)  adv = lsgan(d, real: (image, mask), fake: (synthetic, map))',
  ],
];

test.each(mended)('%s %s: the text that is proposed mends it', (networks, loss) => {
  const text = pipeline(networks, loss);
  const { diagnostics } = checkText(text);
  expect(codesOf(diagnostics)).toHaveLength(1);
  expect(codesOf(checkText(applied(text, diagnostics[0])).diagnostics)).toEqual([]);
});

test('in YAML too, where what is added would not leave its scalar', () => {
  const wrong = yaml('  g:\n    inputs: [sen]\n    values: {map: "sen -> conv(1) -> sigmoid"}');
  expect(checkText(applied(wrong, checkText(wrong, {}, 'a.yaml').diagnostics[0]), {}, 'a.yaml').diagnostics).toEqual(
    [],
  );
  const good = '  g:\n    inputs: [seen]\n    values: {r: "seen -> conv(3)", map: "r -> conv(1) -> sigmoid"}';
  for (const near of ['near: l1(synthetic, r)', 'near:\n    l1: [synthetic, r]']) {
    const text = yaml(good, `pixel: bce(map, mask)\n  ${near}`);
    const [found] = checkText(text, {}, 'a.yaml').diagnostics;
    expect(found?.code).toBe('unknown-name');
    if (found?.fix) expect(checkText(applied(text, found), {}, 'a.yaml').diagnostics).toEqual([]);
  }
});

test.each([
  ['network g(image) { map = image -> conv(1) -> sigmoid }', ['`seen`', '`clean`']],
  ['network g(x) { map = x -> conv(1) -> sigmoid }', ['`seen`', '`clean`']],
])('%s could mean several: none is proposed', (networks, words) => {
  const [found, ...others] = checkText(pipeline(networks)).diagnostics;
  expect([found?.code, ...others]).toEqual(['unknown-input']);
  for (const word of words) expect(found?.hint).toContain(word);
  expect(found?.fix).toBeUndefined();
});

test('what would make a circle, or is there already, is not proposed', () => {
  const networks = `network f(resul) { r = resul -> conv(3) }
network g(r) { result = r -> conv(3)  map = result -> conv(1) -> sigmoid }
network h(seen, seeen) { k = concat(seen, seeen) -> conv(1) }`;
  const { diagnostics } = checkText(pipeline(networks, 'pixel = bce(map, mask) + l1(k, result)'));
  expect(codesOf(diagnostics)).toEqual(['unknown-input', 'unknown-input']);
  for (const { fix } of diagnostics) expect(fix).toBeUndefined();
});

function codesOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.map(({ code }) => code);
}

function applied(text: string, diagnostic: Diagnostic | undefined): string {
  const fix = diagnostic?.fix;
  if (fix === undefined) throw new Error(`no fix: ${diagnostic?.summary}`);
  return text.slice(0, fix.span.start) + fix.text + text.slice(fix.span.end);
}

test('an input is named once, and is a tensor', () => {
  const twice = 'network g(seen, seen) { map = seen -> conv(1) -> sigmoid }';
  expect(codesOf(checkText(pipeline(twice)).diagnostics)).toEqual(['declared-twice']);
  const judge = `${map}\nnetwork d(i, i) { v = i -> conv(1) }`;
  const loss = 'pixel = bce(map, mask)  a = lsgan(d, real: (image, image), fake: (r, r))';
  expect(codesOf(checkText(pipeline(judge, loss)).diagnostics)).toEqual(['declared-twice']);
  const number = 'network f(seen) { k = 3  f = seen -> conv(k) }\nnetwork g(k, f) { map = f -> conv(k) -> sigmoid }';
  expect(codesOf(checkText(pipeline(number)).diagnostics)).toEqual(['wrong-type']);
});
