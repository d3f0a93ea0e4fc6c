// What a reviewer reads of an everyday edit: a line for each thing that somebody changed, in the words of the source.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { SourceFile } from '../../../src/diagnostics/source-file.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { convert } from '../../../src/dsl/rewrite/convert.ts';
import { changesBetween } from '../../../src/runtime/compare/changes/changes.ts';
import { differentMeaning } from '../../../src/runtime/compare/meaning.ts';
import { checkText } from '../../pipelines.ts';

const file = path.resolve('pipelines/quickstart.anoseg');
const text = readFileSync(file, 'utf8');
const modelOf = (written: string, name = file) => {
  const { model, diagnostics } = checkText(written, {}, name);
  return model ?? expect.fail(diagnostics.map(({ summary }) => summary).join('\n'));
};
const model = modelOf(text);

/** `40:5 40:5 subject: what`; what follows from others is left out. */
function told(before: string, after: string, name = file): readonly string[] {
  const [a, b] = [before === text ? model : modelOf(before, name), modelOf(after, name)];
  const shown = changesBetween(a, b).changes.filter(({ follows }) => !follows);
  return shown.map(({ subjects: [first, ...others], what, places }) => {
    const lines = places.map((place) => place?.split(':').at(-2) ?? '-').join(' ');
    return `${lines} ${first}${others.length > 0 ? ` and ${others.length} more` : ''}: ${what}`;
  });
}

function instead(...pairs: readonly (readonly [string | RegExp, string])[]): string {
  return pairs.reduce((now, [a, b]) => {
    const next = now.replaceAll(typeof a === 'string' ? a : new RegExp(a, 'g'), b);
    return next === now ? expect.fail(`not there: ${a}`) : next;
  }, text);
}

const [rotate, jitter] = [
  '          -> maybe(50%) rotate(90deg | 180deg | 270deg)\n',
  '          -> maybe(50%) jitter(brightness: 50%, contrast: 80%, saturation: 30%, hue: 30%)\n',
];
const [pixel, l1] = ['  pixel          = 50 * bce(map, mask)\n', '  reconstruction = 15 * l1(reconstruction, image)\n'];
const draws = ', which draws other random numbers';

test.each<readonly [string, string, readonly string[]]>([
  ['a weight', instead(['50 * bce', '40 * bce']), ['62 62 loss/pixel/bce.weight: 50 → 40']],
  ['a kernel', instead(['conv(16, kernel: 3)', 'conv(16, kernel: 5)']), ['50 50 generator/map/conv.kernel: 3 → 5']],
  ['a parameter', instead(['width = 16', 'width = 24']), ['9 9 param.width: 16 → 24']],
  [
    'a layer added',
    instead(['kernel: 3) -> relu', 'kernel: 3) -> batch_norm -> relu']),
    ['- 50 generator/map: batch_norm added after conv(16, kernel: 3)'],
  ],
  ['a layer removed', instead(['kernel: 3) -> relu', 'kernel: 3)']), ['50 - generator/map: relu removed']],
  [
    'a layer replaced',
    instead(['kernel: 3) -> relu', 'kernel: 3) -> leaky_relu(0.1)']),
    ['50 50 generator/map: relu is now leaky_relu(0.1)'],
  ],
  [
    'layers in another order',
    instead(['-> conv(16, kernel: 3) -> relu', '-> relu -> conv(16, kernel: 3)']),
    ['50 50 generator/map: conv(16, kernel: 3) moved before conv(1, kernel: 3)'],
  ],
  [
    'a block called in place of another',
    instead(['map    = concat(d1, e1) -> up(16)', 'map    = concat(d1, e1) -> up(8) -> conv(16)']),
    ['48 48 generator/map/up/deconv.channels: 16 → 8', '- 48 generator/map: conv(16) added after up'],
  ],
  [
    'what a skip connection starts from',
    instead(['concat(d2, e2)', 'concat(d2, abs(e2))']),
    ['- 45 generator/d1: abs(e2) added before concat'],
  ],
  [
    'where a skip connection comes from',
    instead(['concat(d1, e1) -> up(16)', 'concat(e1, d1) -> up(16)']),
    ['48 48 generator/map: concat(d1, e1) → concat(e1, d1)'],
  ],
  [
    'what the call of a block works on',
    instead(['d3 = e4             -> up(4 * width)', 'd3 = e3 -> down(8) -> up(4 * width)']),
    ['- 43 generator/d3: down(8) added before up', '43 43 generator/d3: up(4 * width) takes e3, no longer e4'],
  ],
  [
    'what a layer works on',
    instead(['d3 = e4             -> up(4 * width)', 'd3 = abs(e4)        -> up(4 * width)']),
    ['- 43 generator/d3: abs(e4) added before up'],
  ],
  [
    'an input less',
    instead(['concat(seen, coordinates())', 'seen']),
    ['35 - generator/e1: concat(seen, coordinates()) removed'],
  ],
  ['a loss added', instead([l1, `${l1}  edges = 2 * l1(map, mask)\n`]), ['- 64 loss/edges: added: 2 * l1(map, mask)']],
  ['a loss removed', instead([l1, '']), ['63 - loss/reconstruction: removed: 15 * l1(reconstruction, image)']],
  [
    'losses in another order',
    instead([pixel + l1, l1 + pixel]),
    ['62 63 loss/pixel: moved before loss/adversarial, which changes last digits'],
  ],
  [
    'another loss, with another weight',
    instead(['15 * l1', '10 * l2']),
    [
      '63 63 loss/reconstruction: l1(reconstruction, image) is now l2(reconstruction, image)',
      '63 63 loss/reconstruction/l2.weight: 15 → 10',
    ],
  ],
  ['a loss renamed', instead(['  pixel  ', '  pixelwise  ']), ['62 62 loss: pixel is now pixelwise']],
  [
    'a network renamed',
    instead([/\bdiscriminator\b/, 'critic']),
    [`54 54 network: discriminator is now critic${draws}`],
  ],
  [
    'the generator renamed, and a kernel',
    instead(['network generator', 'network painter'], ['conv(16, kernel: 3)', 'conv(16, kernel: 5)']),
    [`34 34 network: generator is now painter${draws}`, '50 50 painter/map/conv.kernel: 3 → 5'],
  ],
  ['a value renamed', instead([/\be2\b/, 'second']), [`36 36 generator: e2 is now second${draws}`]],
  [
    'a value renamed that losses name',
    instead([/\breconstruction\b/, 'painted'], ['  painted = 15', '  reconstruction = 15']).replace(
      '  painted =',
      '  painted =',
    ),
    [`40 40 generator: reconstruction is now painted${draws}`],
  ],
  [
    'an input renamed',
    instead(
      ['discriminator(image, map)', 'discriminator(picture, map)'],
      ['concat(image, map, coord', 'concat(picture, map, coord'],
    ),
    ['54 54 network discriminator: input image is now picture'],
  ],
  [
    'steps of an augmentation in another order',
    instead([rotate + jitter, jitter + rotate]),
    ['21 22 augment/donor: maybe rotate moved before shift'],
  ],
  [
    'an augmentation removed',
    instead([jitter, '']),
    ['22 - augment/donor: maybe(50%) jitter(brightness: 50%, contrast: 80%, saturation: 30%, hue: 30%) removed'],
  ],
  [
    'a chance',
    instead(['maybe(50%) rotate', 'maybe(80%) rotate']),
    ['21 21 augment/donor/chance.maybe.chance: 50% → 80%'],
  ],
  [
    'a shape added',
    instead(['| scar', '| ellipse(area: 5%..9%) | scar']),
    ['- 27 augment/shape: ellipse(area: 5%..9%) added after ellipse(area: log_uniform(0.1%..3%), aspect: 1..5)'],
  ],
  [
    'a schedule',
    instead(['cosine(2e-3', 'linear(2e-3']),
    [
      '72 72 train.optimizer.rate: cosine(start: 0.002, end: 0.00001, warmup: 5%) → linear(start: 0.002, end: 0.00001, warmup: 5%)',
    ],
  ],
  ['an end of it', instead(['end: 1e-5', 'end: 1e-4']), ['72 72 train.optimizer.rate.end: 0.00001 → 0.0001']],
  [
    'an optimiser',
    instead(['adam(rate: 2e-4, beta1: 0.5)', 'sgd(rate: 2e-4)']),
    ['73 73 train.optimizer.discriminator: adam(rate: 0.0002, beta1: 0.5) → sgd(rate: 0.0002)'],
  ],
  [
    'the data',
    instead(['sample("weave")', 'mvtec("bottle")']),
    ['14 14 data.source: sample(kind: weave) → mvtec(category: "bottle")'],
  ],
  ['its kind', instead(['"weave"', '"gear"']), ['14 14 data.source.kind: weave → gear']],
  ['a metric added', instead(['iou, f1]', 'iou, f1, image_ap]']), ['82 82 evaluate.report: + image_ap']],
  ['one replaced', instead(['fpr: 30%', 'fpr: 10%']), ['82 82 evaluate.report: aupro(fpr: 30%) → aupro(fpr: 10%)']],
  [
    'the subset of an example',
    instead(['(image, mask) on normal', '(image, mask)']),
    ['66 66 loss/adversarial/lsgan.real: (image, mask) on normal → (image, mask)'],
  ],
])('%s', (_, after, expected) => {
  expect(told(text, after)).toEqual(expected);
});

const networks = text.slice(text.indexOf('network generator'), text.indexOf('loss {'));
const [generator, discriminator] = networks.split(/(?=network discriminator)/);

test.each([
  ['of networks', instead([networks, `${discriminator}${generator}`])],
  ['of metrics', instead(['iou, f1', 'f1, iou'])],
  [
    'of settings',
    instead(
      ['  batch                   = 4 normal + 4 synthetic\n', ''],
      ['train {\n', 'train {\n  batch = 4 normal + 4 synthetic\n'],
    ),
  ],
])('the order %s means nothing', (_, after) => {
  expect(changesBetween(model, modelOf(after))).toEqual({ changes: [], consequences: [] });
});

test('a block in place of its import is none, one that was edited is told once', () => {
  const blocks = readFileSync('pipelines/blocks/pix2pix.anoseg', 'utf8').replace('anoseg 1\n', '');
  const inlined = instead(['use "std:blocks/pix2pix" { down, up }\n', blocks]);
  expect(told(text, inlined)).toEqual([]);
  const edited = inlined.replace('-> batch_norm -> leaky_relu', '-> instance_norm -> leaky_relu');
  expect(edited).not.toBe(inlined);
  const [first, ...others] = told(inlined, edited);
  expect(first).toMatch(/^\d+ \d+ generator\/e2 and 3 more: batch_norm is now instance_norm$/);
  expect(others).toEqual([]);
  expect(told(inlined, inlined.replaceAll(/\bdown\b/g, 'halve'))).toEqual([
    expect.stringMatching(/generator\/e2 and 3 more: down is now halve, /),
  ]);
});

test('a name that draws nothing else changes neither shapes nor cost', () => {
  const { consequences } = changesBetween(model, modelOf(instead([/\bdiscriminator\b/, 'critic'])));
  expect(consequences).toEqual([]);
});

test('YAML reads like the language', () => {
  const yaml = (written: string) => convert(new SourceFile(file, written, file), 'yaml', createSyntax()).text ?? '';
  const name = file.replace('.anoseg', '.yaml');
  const after = instead(['kernel: 3) -> relu', 'kernel: 3) -> leaky_relu(0.1)']);
  const changes = changesBetween(modelOf(yaml(text), name), modelOf(yaml(after), name)).changes;
  expect(changes.map(({ what }) => what)).toEqual(['relu is now leaky_relu(slope: 0.1)']);
});

test.each([
  ['losses', instead([pixel + l1, l1 + pixel]), ['loss']],
  ['augmentations', instead([rotate + jitter, jitter + rotate]), ['augment/donor/chance', 'augment/donor/chance_2']],
])('every single difference is as short: %s in another order', (_, after, names) => {
  expect(differentMeaning(model, modelOf(after)).map(({ name }) => name)).toEqual(names);
});

test('which value of a network stands last is told as what it gives', () => {
  const [extra, end] = ['  extra = abs(seen)\n', '           -> conv(1, kernel: 3)  -> sigmoid\n'];
  const before = instead(['  map    = concat', `${extra}  map    = concat`]);
  expect(told(before, instead([end, `${end}${extra}`]))).toEqual([
    '34 34 network: generator gives extra, its last value',
  ]);
});
