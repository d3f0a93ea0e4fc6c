// The digest of a pipeline is of what it means: equal however it is written, another wherever something else is computed.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { digestPipeline, meaningOf } from '../../../src/dsl/model/digest.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { checkedModel, checkText } from '../../pipelines.ts';

const text = `anoseg 1
param width = 8
data { source = sample("gear")
 image = 64 x 64
 holdout = 20% }
augment {
  spot = image -> jitter(brightness: 20%)
  line = image -> blur(2px)
  synthetic, mask = image -> paste(spot | line, rectangle())
}
network generator(seen) {
  left  = seen -> conv(width) -> relu
  right = seen -> conv(2 * width) -> relu
  map   = concat(left, right) -> conv(1) -> sigmoid
}
loss {
  pixel = 10 * bce(map, mask)
  area  = 0.1 * l1(map, 0)
}
train { optimizer = adam(rate: 1e-3)
 batch = 2 normal + 2 synthetic
 steps = 10
 seed = 7 }
evaluate { threshold = quantile(map, 99%) on holdout
 report = [pixel_ap, iou] }
`;

const digestOf = (written: string, settings = {}, name = 'a.anoseg') => {
  const { model, diagnostics } = checkText(written, settings, name);
  return model ? digestPipeline(model) : expect.fail(JSON.stringify(diagnostics.map(({ summary }) => summary)));
};

const swapped = (a: string, b: string) =>
  text.includes(`${a}${b}`) ? text.replace(`${a}${b}`, b + a) : expect.fail(a);
const replaced = (a: string, b: string) => (text.includes(a) ? text.replace(a, b) : expect.fail(a));
const section = (word: string) => new RegExp(`^${word} \\{[^]*?\\}\\n`, 'm').exec(text)?.[0] ?? expect.fail(word);

test.each([
  ['white space, comments', text.replaceAll('\n', '   // said\n\n')],
  ['docs', replaced('network', '/// What it is.\nnetwork')],
  ['a default that is spelt out', replaced('relu\n', 'relu()\n').replace('conv(1)', 'conv(1, stride: 1)')],
  ['another way to write a number', replaced('1e-3', '0.001').replace('20%', '20.0%')],
  ['a parameter in place of its value', replaced('conv(width)', 'conv(8)')],
  ['the name of a parameter', text.replaceAll('width', 'channels')],
  ['the order of sections', swapped(section('data'), section('augment'))],
  ['the order of settings', replaced('steps = 10\n seed = 7', 'seed = 7\n steps = 10')],
  [
    'the order of values that do not need each other',
    swapped('  left  = seen -> conv(width) -> relu\n', '  right = seen -> conv(2 * width) -> relu\n'),
  ],
  [
    'the same of augmentations',
    swapped('  spot = image -> jitter(brightness: 20%)\n', '  line = image -> blur(2px)\n'),
  ],
  ['the order of what is reported', replaced('[pixel_ap, iou]', '[iou, pixel_ap]')],
])('does not change with %s', (_, written) => {
  expect(digestOf(written)).toBe(digestOf(text));
});

test.each([
  ['a setting', replaced('conv(1)', 'conv(1, kernel: 5)')],
  ['a number', replaced('1e-3', '2e-3')],
  ['a weight of a loss', replaced('10 *', '11 *')],
  ['what an operation works on', replaced('concat(left, right)', 'concat(right, left)')],
  ['which value stands for a picture', replaced('spot | line', 'line | spot')],
  [
    'the order of terms, whose sum is rounded',
    swapped('  pixel = 10 * bce(map, mask)\n', '  area  = 0.1 * l1(map, 0)\n'),
  ],
  ['a name that draws are keyed by', text.replaceAll('left', 'port')],
  ['the seed', replaced('seed = 7', 'seed = 8')],
  ['the threshold', replaced('99%', '98%')],
  ['the data', replaced('"gear"', '"weave"')],
])('changes with %s', (_, written) => {
  expect(digestOf(written)).not.toBe(digestOf(text));
});

test('is another where another value of a network stands last, which is its result', () => {
  const [map, edge] = [
    '  map   = concat(left, right) -> conv(1) -> sigmoid\n',
    '  edge  = left -> conv(1) -> sigmoid\n',
  ];
  expect(digestOf(replaced(map, map + edge))).not.toBe(digestOf(replaced(map, edge + map)));
});

test('is of the values that count: those of the command line', () => {
  expect(digestOf(text, { width: '16' })).toBe(digestOf(replaced('width = 8', 'width = 16')));
  expect(digestOf(text, { width: '8' })).toBe(digestOf(text));
});

test.each(['quickstart', 'mvtec-bottle', 'pretrained', 'peers/draem'])('%s: the same in YAML', (name) => {
  const file = path.resolve(`pipelines/${name}.anoseg`);
  const source = new SourceFile(file, readFileSync(file, 'utf8'), file);
  const yaml = convert(source, 'yaml', createSyntax()).text ?? '';
  expect(digestOf(yaml, {}, file.replace('.anoseg', '.yaml'))).toBe(
    digestPipeline(checkedModel(`pipelines/${name}.anoseg`)),
  );
});

test('any single number of a model is part of it', () => {
  const model = checkedModel('pipelines/quickstart.anoseg');
  const digest = digestPipeline(model);
  const places = numbersOf(model, []).filter((place) => meaningful(place));
  const text = JSON.stringify(model, (key, value) => (key === 'source' && value?.text ? 0 : value));
  fc.assert(
    fc.property(fc.constantFrom(...places), (place) => {
      const other = JSON.parse(text);
      put(other, place, 0.123);
      return digestPipeline(other) !== digest;
    }),
  );
  expect(JSON.stringify(meaningOf(model))).not.toContain('"span"');
});

type Place = readonly string[];
const skipped = new Set(['span', 'mentions', 'callers', 'given', 'origin', 'origins', 'weightOrigin']);

function meaningful([first]: Place): boolean {
  return !['name', 'doc', 'parameters', 'settings'].includes(first ?? '');
}

function numbersOf(value: unknown, place: Place): readonly Place[] {
  if (typeof value === 'number') return [place];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (skipped.has(key) ? [] : numbersOf(inner, [...place, key])));
}

function put(value: object, [key = '', ...rest]: Place, number: number): void {
  if (rest.length === 0) Reflect.set(value, key, number);
  else put(Reflect.get(value, key), rest, number);
}
