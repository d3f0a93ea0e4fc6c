// What a frozen network need not do: normal samples are the same in `image` and in `seen`, and a norm that stays as it is
// goes into the convolution before it. The losses are those of the work done in full.
import { expect, test } from 'vitest';
import { emitTraining } from '../../src/compiler/training-program.ts';
import { neededNodes } from '../../src/graph/ir/needed.ts';
import { PipelineRun } from './operations/pipeline-run.ts';

const pipeline = (frozen: string, batch: string) => `anoseg 1
data { source = sample("gear")  image = 16 x 16 in -1..1 }
augment {
  image = image -> maybe(50%) flip(horizontal)
  synthetic, mask = image -> paste(other_image, rectangle(area: 20%))
}
network encoder(seen) { features = seen -> conv(4) -> tanh }
network generator(seen, features) {
  predicted = features -> conv(4)
  map = concat(features, seen) -> conv(1) -> sigmoid
}
loss {
  clean = l2(predicted, encoder.features(image))
  pixel = l2(map, mask)
}
train { optimizer = sgd(rate: 0)  frozen.encoder = ${frozen}  batch = ${batch}  steps = 3 }
`;

const batches = ['2 normal + 3 synthetic', '3 normal', '3 synthetic', '3 normal + 1 synthetic'];

test.each(batches)('a frozen network gives what one gives that is not: %s', (batch) => {
  const runs = ['all', 'none'].map((frozen) => new PipelineRun(pipeline(frozen, batch)));
  const [lazy = {}, full = {}] = runs.map((run) => run.step(1));
  for (const [name, loss] of Object.entries(full)) expect(lazy[name]).toBeCloseTo(loss, 5);
  for (const run of runs) run.dispose();
});

test('normal samples pass a frozen network once', () => {
  const run = new PipelineRun(pipeline('all', '2 normal + 3 synthetic'));
  const passes = nodesOf(run.model)
    .filter(({ op }) => op === 'Tanh')
    .map(({ outputs }) => outputs[0]?.shape[0]);
  expect(passes).toEqual([5, 3]);
  run.dispose();
});

/** The encoder behind a network that learns; `more`: what else it says. */
const behind = (layer: string, more: string) =>
  new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network before(seen) { bent = seen -> conv(4) -> tanh }
network encoder(bent) {
  x        = bent -> ${layer}
  features = x -> batch_norm(epsilon: 0.5) -> clip(0..6)
  ${more}
}
network generator(features) { map = features -> conv(1) -> sigmoid }
loss { pixel = l2(map, 1) }
train { optimizer = sgd(rate: 1)  frozen.encoder = all  initial_deviation = 0.5  batch = 2 normal  steps = 3 }
`);

const convolutions = ['conv(4)', 'conv(4, bias: false)', 'depthwise_conv(multiplier: 2, bias: false)'];

test.each(convolutions)('a frozen norm goes into %s, through which others learn as before', (layer) => {
  const folded = behind(layer, '');
  const whole = behind(layer, 'other = x -> relu');
  expect(normsOf(folded)).toBe(0);
  expect(normsOf(whole)).toBe(1);
  const start = folded.weights('before');
  for (const step of [0, 1, 2]) expect(folded.step(step).pixel).toBeCloseTo(whole.step(step).pixel ?? Number.NaN, 5);
  const others = whole.weights('before');
  for (const [name, { data }] of folded.weights('before')) {
    expect(data).not.toEqual(start.get(name)?.data);
    Array.from(data, (value, i) => expect(value).toBeCloseTo(others.get(name)?.data[i] ?? Number.NaN, 4));
  }
  for (const run of [folded, whole]) run.dispose();
});

// How often images are multiplied by what a norm has stored.
function normsOf({ model }: PipelineRun): number {
  return nodesOf(model).filter(
    ({ name, op, outputs }) => /^encoder\/.*batch_norm\/Mul/.test(name) && op === 'Mul' && outputs[0]?.shape[0] === 2,
  ).length;
}

function nodesOf(model: PipelineRun['model']) {
  const { graph } = emitTraining(model, { mode: 'resident', modelVariables: [] });
  return neededNodes(graph.builder.main.nodes, graph.roots);
}
