// One step of training with a network that is used several times, against eager tfjs: its gradient is the sum of the
// gradients of a form in which each use has weights of its own.
import type * as core from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { readName } from '../../src/compiler/emit/weights.ts';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { openBinding } from '../binding.ts';
import { loadOracle } from '../oracle.ts';
import { checkText } from '../pipelines.ts';

const side = 8;
const images = 6;
const rate = 0.5;

const pipeline = (networks: string, loss: string) => `anoseg 1
data { source = sample("weave")  image = ${side} x ${side} }
augment { synthetic, mask = image -> paste(image -> shift(), rectangle(area: 5%..20%)) -> relabel(difference: 3%) }
${networks}
loss { pixel = bce(map, mask)  ${loss} }
train { optimizer = sgd(rate: ${rate}, momentum: 0)  batch = 2 normal + 2 synthetic  steps = 10  initial_deviation = 0.2 }
`;

interface Step {
  readonly batch: readonly core.Tensor4D[];
  readonly losses: readonly number[];
  readonly before: ReadonlyMap<string, core.Tensor>;
  readonly after: ReadonlyMap<string, core.Tensor>;
}

test('the gradient of a network that is used several times is the sum over its uses', () => {
  const networks = `network f(x) { y = x -> conv(3) -> tanh }
network g(seen) { once = f(seen)  map = abs(once - f(x: once)) -> conv(1, kernel: 1) -> sigmoid }`;
  const { batch, losses, before, after } = train(
    pipeline(networks, 'near = l2(f(seen), stop_gradient(f(image))) on synthetic'),
  );
  const tf = loadOracle();
  const [image, seen, mask] = batch;
  const [filter, bias] = [before.get('f/y/conv/filter'), before.get('f/y/conv/bias')];
  const [own, ownBias] = [before.get('g/map/conv/filter'), before.get('g/map/conv/bias')];
  if (!image || !seen || !mask || !filter || !bias || !own || !ownBias) return expect.fail('something is missing');
  const f = (x: core.Tensor4D, w: core.Tensor, b: core.Tensor): core.Tensor4D =>
    tf.tanh(tf.add(tf.conv2d(x, w as core.Tensor4D, 1, 'same'), b));
  const synthetic = (x: core.Tensor4D) => tf.slice4d(x, [2, 0, 0, 0], [2, -1, -1, -1]);
  const lossesOf = ([w1, w2, w3]: readonly core.Tensor[], [b1, b2, b3]: readonly core.Tensor[]) => {
    const once = f(seen, w1 ?? filter, b1 ?? bias);
    const difference: core.Tensor4D = tf.abs(tf.sub(once, f(once, w2 ?? filter, b2 ?? bias)));
    const logits = tf.add(tf.conv2d(difference, own as core.Tensor4D, 1, 'same'), ownBias);
    const pixel = tf.mean(tf.losses.sigmoidCrossEntropy(mask, logits, undefined, undefined, tf.Reduction.NONE));
    const near = tf.mean(
      tf.square(tf.sub(synthetic(f(seen, w3 ?? filter, b3 ?? bias)), synthetic(f(image, filter, bias)))),
    );
    return [pixel, near];
  };
  const expectedLosses = lossesOf([], []).map((value) => value.dataSync()[0] ?? Number.NaN);
  for (const [i, value] of expectedLosses.entries()) expect(losses[i]).toBeCloseTo(value, 4);
  const slopes = tf.grads((...w: core.Tensor[]) => tf.addN(lossesOf(w.slice(0, 3), w.slice(3))) as core.Scalar)(
    [filter, filter, filter, bias, bias, bias].map((tensor) => tf.clone(tensor)),
  );
  for (const [name, start, uses] of [
    ['f/y/conv/filter', filter, slopes.slice(0, 3)],
    ['f/y/conv/bias', bias, slopes.slice(3)],
  ] as const) {
    for (const slope of uses) expect(largest(slope)).toBeGreaterThan(1e-4);
    const expected = tf.sub(start, tf.mul(rate, tf.addN([...uses])));
    expect(largest(tf.sub(after.get(name) ?? start, expected)), name).toBeLessThan(2e-5);
    expect(largest(tf.sub(start, expected))).toBeGreaterThan(1e-3);
  }
});

test('a discriminator learns nothing where its features are compared, those before it do', () => {
  const networks = `network g(seen) { map = seen -> conv(1) -> sigmoid }
network d(image, map) { h = concat(image, map) -> conv(4) -> tanh  v = h -> conv(1) }`;
  const adversarial = 'adv = lsgan(d, real: (image, mask), fake: (seen, map))';
  const [alone, matched] = [adversarial, `${adversarial}  match = 3 * l1(d.h(image, mask), d.h(seen, map))`].map(
    (loss) => train(pipeline(networks, loss)),
  );
  const tf = loadOracle();
  for (const [name, before] of alone?.after ?? []) {
    const after = matched?.after.get(name);
    const difference = after ? largest(tf.sub(after, before)) : Number.NaN;
    if (name.startsWith('d/')) expect(difference, name).toBeLessThan(1e-6);
    else expect(difference, name).toBeGreaterThan(1e-4);
  }
});

test('a number is a target on some of the samples, too', () => {
  const loss = 'low = l1(map, 0) on normal  high = l1(map, 1) on synthetic  both = l2(map, 0.25) on synthetic';
  const { losses, batch, before } = train(pipeline('network g(seen) { map = seen -> conv(1) -> sigmoid }', loss));
  const tf = loadOracle();
  const [, seen] = batch;
  const [filter, bias] = [before.get('g/map/conv/filter'), before.get('g/map/conv/bias')];
  if (!seen || !filter || !bias) return expect.fail('something is missing');
  const map = tf.sigmoid(tf.add(tf.conv2d(seen, filter as core.Tensor4D, 1, 'same'), bias));
  const [normal, synthetic] = tf.split(map, 2);
  if (!normal || !synthetic) return expect.fail('no halves');
  const expected = [tf.mean(normal), tf.mean(tf.sub(1, synthetic)), tf.mean(tf.square(tf.sub(synthetic, 0.25)))];
  for (const [i, value] of expected.entries()) expect(losses[i + 1]).toBeCloseTo(value.dataSync()[0] ?? Number.NaN, 5);
});

// One step from the start values.
function train(text: string): Step {
  const { model, diagnostics } = checkText(text);
  if (model === undefined) return expect.fail(diagnostics.map(({ summary }) => summary).join('\n'));
  const program = compileTraining(model, { mode: 'resident', modelVariables: compileInference(model).variables });
  const session = openGraph(openBinding(), program.savedModel);
  const tf = loadOracle();
  const pixels = Uint8Array.from({ length: images * side * side * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
  session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [
    program.fetches.loadData ?? '',
  ]);
  session.run({}, [program.fetches.initialize]);
  const names = program.variables.map(({ name }) => name).filter((name) => /\/(filter|bias)$/.test(name));
  const read = () => {
    const found = session.run(
      {},
      names.map((name) => readName(name)),
    );
    return new Map(found.map(({ data, shape }, i) => [names[i] ?? '', tf.tensor(Float32Array.from(data), [...shape])]));
  };
  const feeds = {
    [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(0) },
    [program.feeds.index]: { dtype: 'int32', shape: [4], data: Int32Array.of(0, 1, 2, 3) },
  } as const;
  const before = read();
  const batch = session
    .run(feeds, [program.fetches.image, program.fetches.seen, program.fetches.mask])
    .map(({ data, shape }) => tf.tensor4d(Float32Array.from(data), [shape[0] ?? 0, side, side, shape[3] ?? 0]));
  const [losses] = session.run(feeds, [program.fetches.step]);
  const after = read();
  session.dispose();
  return { batch, losses: [...(losses?.data ?? [])].map(Number), before, after };
}

function largest(tensor: core.Tensor): number {
  return Math.max(...tensor.dataSync().map(Math.abs));
}
