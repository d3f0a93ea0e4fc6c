// Networks that start from a file, and networks that stay as they start, step by step in a compiled pipeline.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PipelineRun } from './operations/pipeline-run.ts';

const file = 'test/fixtures/weights/small.safetensors';
const content = readFileSync(file);
const digest = `sha256:${createHash('sha256').update(content).digest('hex')}`;
/** As the file has them: two biases, then out x in x height x width. */
const values = new Float32Array(Uint8Array.from(content.subarray(content.length - 56 * 4)).buffer);
const bias = values.slice(0, 2);
const filter = Float32Array.from({ length: 54 }, (_, i) => {
  const [o, c, x, y] = [i % 2, Math.floor(i / 2) % 3, Math.floor(i / 6) % 3, Math.floor(i / 18)];
  return values[2 + ((o * 3 + c) * 3 + y) * 3 + x] ?? Number.NaN;
});

function runOf(setting: string): PipelineRun {
  const text = `anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network before(seen) { bent = seen -> conv(3) -> tanh }
network encoder(bent) { features = bent -> conv(2, weights: "conv") }
network generator(features) { map = features -> conv(1) -> sigmoid }
loss { pixel = l2(map, 1) }
train {
  optimizer = sgd(rate: 1)
  ${setting}
  start.encoder = pretrained("${file}", digest: "${digest}")
  batch = 2 normal
  steps = 3
}
`;
  return new PipelineRun(text, {}, [{ network: 'encoder', weights: file, file, digest }]);
}

test('a network starts from the file, with its filters turned as TensorFlow has them, and learns on', () => {
  const run = runOf('frozen.encoder = none');
  expect(run.read('encoder/features/conv/filter').data).toEqual(filter);
  expect(run.read('encoder/features/conv/bias').data).toEqual(bias);
  for (const step of [0, 1, 2]) run.step(step);
  expect(run.read('encoder/features/conv/filter').data).not.toEqual(filter);
  run.dispose();
});

test('a frozen network stays as it starts, and teaches what is before it', () => {
  const run = runOf('frozen.encoder = all');
  const before = run.read('before/bent/conv/filter').data;
  for (const step of [0, 1, 2]) run.step(step);
  expect(run.read('encoder/features/conv/filter').data).toEqual(filter);
  expect(run.read('encoder/features/conv/bias').data).toEqual(bias);
  expect(run.read('before/bent/conv/filter').data).not.toEqual(before);
  run.dispose();
});

test('a frozen network normalises by its averages, keeps them, and drops nothing', () => {
  const run = new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network encoder(seen) { features = seen -> conv(2) -> batch_norm -> dropout(90%) -> noise(5) }
network generator(seen, features) { map = concat(features, seen) -> conv(1) -> sigmoid }
loss { pixel = l2(map, 1) }
train { optimizer = sgd(rate: 0)  frozen.encoder = all  batch = 2 normal  steps = 3 }
`);
  const mean = run.read('encoder/features/batch_norm/mean').data;
  const losses = [0, 1, 2].map((step) => run.step(step, 5).pixel);
  expect(run.read('encoder/features/batch_norm/mean').data).toEqual(mean);
  expect(new Set(losses).size).toBe(1);
  run.dispose();
});

test('a network that is frozen up to a value learns behind it', () => {
  const run = new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network generator(seen) {
  a = seen -> conv(2)
  b = a -> conv(2)
  beside = seen -> conv(2)
  map = concat(b, beside) -> conv(1) -> sigmoid
}
loss { pixel = l2(map, 1) }
train { optimizer = sgd(rate: 1)  frozen.generator = b  batch = 2 normal  steps = 2 }
`);
  const before = run.weights('generator');
  for (const step of [0, 1]) run.step(step);
  const changed = [...run.weights('generator')].filter(([name, { data }]) => `${data}` !== `${before.get(name)?.data}`);
  expect(new Set(changed.map(([name]) => name.split('/')[0]))).toEqual(new Set(['beside', 'map']));
  run.dispose();
});

// One network that learns from the same images at each step; `rests`: a setting.
const learning = (steps: number, rests: string) =>
  new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network generator(seen) { map = seen -> conv(2) -> batch_norm -> relu -> conv(1) -> sigmoid }
loss { pixel = l2(map, 1) }
train { optimizer = adam(rate: 0.1)  ${rests}  ema_decay = 50%  batch = 2 normal  steps = ${steps} }
`);

test('a network that rests for some steps goes on as if they had not been', () => {
  const resting = learning(4, 'frozen.generator = phase(from: 25%, until: 75%)');
  const straight = learning(2, '');
  for (const step of [0, 1, 2, 3]) resting.step(step, 5);
  for (const step of [0, 1]) straight.step(step, 5);
  expect(resting.weights('generator')).toEqual(straight.weights('generator'));
  const average = 'generator/map/batch_norm/mean';
  expect(resting.read(average).data).toEqual(straight.read(average).data);
  resting.dispose();
  straight.dispose();
});

test('the running average of weights follows them while they rest', () => {
  const run = learning(8, 'frozen.generator = phase(from: 25%)');
  for (const step of [0, 1, 2, 3, 4, 5, 6, 7]) run.step(step, 5);
  const [weight, average] = ['filter', 'filter/average'].map((name) => run.read(`generator/map/conv/${name}`).data);
  const apart = Array.from(average ?? [], (value, i) => Math.abs(value - (weight?.[i] ?? Number.NaN)));
  // After two steps of 0.1 it is at most 0.2 behind; of six halvings a sixty-fourth is left.
  expect(Math.max(...apart)).toBeLessThan(0.2 / 64);
  run.dispose();
});

test('while it rests, a network normalises by its averages, drops nothing, and lets others learn', () => {
  const run = new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network before(seen) { bent = seen -> conv(3) -> tanh }
network encoder(bent) { features = bent -> conv(2) -> batch_norm -> dropout(90%) -> noise(5) }
network generator(features) { map = features -> conv(1) -> sigmoid }
loss { pixel = l2(map, 1) }
train {
  optimizer = sgd(rate: 1)  optimizer.generator = sgd(rate: 0)
  frozen.encoder = phase(from: 20%)  frozen.before = phase(until: 80%)
  batch = 2 normal  steps = 5
}
`);
  const first = run.weights('before');
  run.step(0, 5);
  const encoder = run.weights('encoder');
  const losses = [1, 2, 3].map((step) => run.step(step, 5).pixel);
  expect(new Set(losses).size).toBe(1);
  expect(run.weights('before')).toEqual(first);
  run.step(4, 5);
  expect(run.weights('encoder')).toEqual(encoder);
  expect(run.weights('before')).not.toEqual(first);
  run.dispose();
});
