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
