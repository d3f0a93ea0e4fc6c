// The graph that users run gives what the networks as they are written give: nothing is lost where batch norm goes
// into convolutions and transposed convolutions become plain ones.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { finishingNames } from '../../src/compiler/fold/freeze-weights.ts';
import { compileInference, emitInference, inferenceNames } from '../../src/compiler/inference-program.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { restoreVariables, saveTensors } from '../../src/graph/ir/checkpoint.ts';
import { float32s } from '../../src/graph/ir/constant.ts';
import { placeholder } from '../../src/graph/ir/placeholder.ts';
import type { Variable } from '../../src/graph/ir/variable.ts';
import { named } from '../../src/graph/primitives/identity.ts';
import { encodeSavedModel } from '../../src/graph/protobuf/saved-model.ts';
import { boolean } from '../../src/graph/rules/primitive.ts';
import { openGraph, openSavedModel } from '../../src/runtime/session/session.ts';
import { openBinding } from '../binding.ts';
import { checkText } from '../pipelines.ts';

const side = 24;
const images = 3;
const pictures = Uint8Array.from({ length: images * side * side * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);

/** What stands between the image and the map, and the operations that are gone from the finished graph. */
const networks: Readonly<Record<string, string>> = {
  'batch norm behind convolutions with and without bias': `
    e = seen -> conv(6, kernel: 4, stride: 2, bias: false) -> batch_norm -> leaky_relu(0.2)
             -> conv(5, kernel: 3) -> batch_norm -> relu
    map = e -> deconv(4, kernel: 4, stride: 2) -> batch_norm -> relu -> conv(1, kernel: 3) -> sigmoid`,
  'transposed convolutions of many kernels and strides': `
    e = concat(seen, coordinates()) -> conv(6, kernel: 4, stride: 2) -> conv(5, kernel: 3, stride: 3)
    map = e -> deconv(4, kernel: 3, stride: 1) -> tanh -> deconv(5, kernel: 6, stride: 3) -> batch_norm -> leaky_relu(0.1)
            -> deconv(3, kernel: 2, stride: 2) -> deconv(3, kernel: 5, stride: 1, bias: false) -> batch_norm
            -> deconv(1, kernel: 4, stride: 1) -> sigmoid`,
  'kernels that do not divide by the stride, and a bottleneck of few pixels': `
    e = seen -> conv(6, kernel: 4, stride: 2) -> conv(5, kernel: 3, stride: 2) -> conv(5, kernel: 3, stride: 2) -> conv(4, kernel: 3, stride: 3)
    map = e -> deconv(4, kernel: 6, stride: 3) -> batch_norm -> relu -> deconv(4, kernel: 5, stride: 2) -> batch_norm
            -> deconv(4, kernel: 3, stride: 2) -> relu -> deconv(1, kernel: 4, stride: 2) -> sigmoid`,
  'values that are used twice, before and behind their norm and their activation': `
    c = seen -> conv(4, kernel: 3, stride: 2)
    n = c -> batch_norm
    d = n -> deconv(4, kernel: 4, stride: 2) -> batch_norm
    r = d -> relu
    map = concat(r, d, concat(c, n) -> deconv(2, kernel: 4, stride: 2)) -> conv(1, kernel: 3) -> sigmoid`,
  'a network that is called twice, whose norm goes into its convolution both times': `
    far = f(seen -> conv(3))
    map = concat(f(seen), far, abs(f.half(seen) - f.half(far -> conv(3)))) -> conv(1, kernel: 3) -> sigmoid
}
network f(x) {
    half = x -> conv(4, kernel: 3, bias: false) -> batch_norm
    y    = half -> relu -> conv(2) -> batch_norm`,
};

describe.each(Object.entries(networks))('%s', (_, network) => {
  test.each(['', 'test_time = [horizontal, both]'])('%s', (evaluation) => {
    const model = modelOf(network, evaluation);
    const trained = path.join(scratch(), 'variables');
    const { variables } = emitInference(model);
    writeCheckpoint(variables, trained);
    const plain = runPlain(model, trained);
    const finished = runFinished(model, trained);
    expect(finished.map.length).toBe(images * side * side);
    expect(largestDifference(finished.map, plain.map)).toBeLessThan(2e-6);
    expect(largestDifference(finished.score, plain.score)).toBeLessThan(2e-6);
    expect(deviation(plain.map)).toBeGreaterThan(0.005);
  });
});

test('the map is the mean over the image and the flips that are asked for, each flipped back', () => {
  // What a pixel's place says stays, though the image is flipped.
  const network = `
    map = concat(seen, coordinates()) -> conv(4, kernel: 4, stride: 2) -> relu -> deconv(1, kernel: 4) -> sigmoid`;
  const trained = path.join(scratch(), 'variables');
  const [once, averaged] = ['', 'test_time = [horizontal, vertical, both]'].map((text) => modelOf(network, text));
  if (!once || !averaged) return expect.fail('two models');
  writeCheckpoint(emitInference(once).variables, trained);
  const mapOf = (mirrored: readonly boolean[]) =>
    flipped(runPlain(once, trained, flipped(pictures, 3, mirrored)).map, 1, mirrored);
  const ways = [[], [true], [false, true], [true, true]].map(mapOf);
  const mean = Float32Array.from(ways[0] ?? [], (_, i) => ways.reduce((sum, map) => sum + (map[i] ?? 0), 0) / 4);
  expect(largestDifference(runPlain(averaged, trained).map, mean)).toBeLessThan(1e-6);
  expect(largestDifference(ways[0] ?? mean, mean)).toBeGreaterThan(0.01);
});

test('batch norm and transposed convolutions are gone from the graph that users run', () => {
  const { savedModel } = compileInference(
    modelOf(networks['batch norm behind convolutions with and without bias'] ?? '', ''),
  );
  const graph = Buffer.from(savedModel);
  for (const gone of ['Conv2DBackpropInput', 'Rsqrt', 'Sub']) expect(graph.includes(gone), gone).toBe(false);
});

test('a network that is applied to flipped images too has its weights once', () => {
  const sizes = ['', 'test_time = [horizontal, vertical, both]'].map(
    (evaluation) =>
      compileInference(modelOf(networks['batch norm behind convolutions with and without bias'] ?? '', evaluation))
        .variables.length,
  );
  expect(sizes[1]).toBe(sizes[0]);
});

describe('the score of an image', () => {
  const network = `
    place = concat(seen, coordinates()) -> conv(2, kernel: 3)
    map   = place -> conv(1) -> sigmoid`;
  const scored = (score: string, evaluation = '', data = pictures) => {
    const model = modelOf(network, evaluation, score);
    const trained = path.join(scratch(), 'variables');
    writeCheckpoint(emitInference(model).variables, trained);
    const plain = runPlain(model, trained, data);
    if (data === pictures) expect(largestDifference(runFinished(model, trained).score, plain.score)).toBeLessThan(2e-6);
    return plain;
  };

  test('is of a smoothed map', () => {
    const { map, score } = scored('max(map -> average_pool(5, stride: 1))');
    const expected = Float32Array.from({ length: images }, (_, image) => {
      const meanAround = (y: number, x: number) => {
        const near = Array.from({ length: 25 }, (__, i) => [y + Math.floor(i / 5) - 2, x + (i % 5) - 2] as const);
        const inside = near.filter((at) => at.every((place) => place >= 0 && place < side));
        return inside.reduce((sum, [v, u]) => sum + (map[(image * side + v) * side + u] ?? 0), 0) / inside.length;
      };
      return Math.max(...Array.from({ length: side ** 2 }, (__, i) => meanAround(Math.floor(i / side), i % side)));
    });
    expect(largestDifference(score, expected)).toBeLessThan(1e-6);
  });

  const channel = (index: number) => `max(place -> slice(channels: ${index}..${index}) -> global_pool)`;

  test('is of another value, averaged over flips as the map is', () => {
    const flips = [[], [true], [false, true]];
    const each = flips.map((mirrored) => scored(channel(0), '', flipped(pictures, 3, mirrored)).score);
    const mean = Float32Array.from({ length: images }, (_, i) => each.reduce((sum, one) => sum + (one[i] ?? 0), 0) / 3);
    expect(largestDifference(scored(channel(0), 'test_time = [horizontal, vertical]').score, mean)).toBeLessThan(1e-6);
    expect(largestDifference(each[0] ?? mean, mean)).toBeGreaterThan(1e-5);
  });

  test('looks at all channels', () => {
    const [first, second] = [scored(channel(0)).score, scored(channel(1)).score];
    const mean = first.map((value, i) => (value + (second[i] ?? 0)) / 2);
    expect(largestDifference(scored('top_mean(place, pixels: 10_000)').score, mean)).toBeLessThan(1e-5);
  });
});

function modelOf(network: string, evaluation: string, score = 'top_mean(map, pixels: 10)'): Model {
  const { model, diagnostics } = checkText(`anoseg 1
data { source = sample("weave") image = ${side} x ${side} in -1..1 }
augment { synthetic, mask = image -> paste(image -> shift(), rectangle(area: 1%..5%)) -> relabel(difference: 3%) }
network generator(seen) {${network}
}
loss { pixel = bce(map, mask) }
train { optimizer = adam(rate: 1e-3) batch = 2 normal + 2 synthetic steps = 1 }
evaluate { score = ${score} ${evaluation} }
`);
  return model ?? expect.fail(diagnostics.map(({ summary }) => summary).join('\n'));
}

interface Result {
  readonly map: Float32Array;
  readonly score: Float32Array;
}

function runFinished(model: Model, trained: string): Result {
  const program = compileInference(model);
  const folder = scratch();
  mkdirSync(path.join(folder, 'variables'));
  writeFileSync(path.join(folder, 'saved_model.pb'), program.savedModel);
  const finishing = openGraph(openBinding(), program.finishing);
  finishing.run(
    {
      [finishingNames.trained]: text(trained),
      [finishingNames.finished]: text(path.join(folder, 'variables', 'variables')),
    },
    [finishingNames.done],
  );
  return results(openSavedModel(openBinding(), folder), [inferenceNames.map, inferenceNames.score]);
}

function runPlain(model: Model, trained: string, data = pictures): Result {
  const { builder, map, score, variables } = emitInference(model);
  const prefix = placeholder(builder, 'prefix', { shape: [], dtype: 'string' });
  const loaded = named(boolean(builder, true), 'loaded', restoreVariables(builder, prefix, variables));
  const [plainMap, plainScore] = [named(map, 'plain_map'), named(score, 'plain_score')];
  const roots = [loaded.node, plainMap.node, plainScore.node];
  const session = openGraph(openBinding(), encodeSavedModel({ builder, roots }));
  session.run({ prefix: text(trained) }, ['loaded']);
  return results(session, ['plain_map', 'plain_score'], data);
}

function results(session: ReturnType<typeof openGraph>, fetches: readonly string[], data = pictures): Result {
  const [map, score] = session.run({ image: { dtype: 'uint8', shape: [images, side, side, 3], data } }, fetches);
  session.dispose();
  return { map: Float32Array.from(map?.data ?? []), score: Float32Array.from(score?.data ?? []) };
}

// Values as after some training: none is 0 or 1, variances are positive.
function writeCheckpoint(variables: readonly Variable[], place: string): void {
  const builder = new GraphBuilder();
  let seed = 1;
  const next = () => {
    seed = Math.imul(seed, 1664525) + 1013904223;
    return (seed >>> 0) / 2 ** 32;
  };
  const saved = variables.map(({ name, shape }) => {
    const count = shape.reduce((product, size) => product * size, 1);
    const positive = name.endsWith('/variance') || name.endsWith('/scale');
    const values = Float32Array.from({ length: count }, () => (positive ? 0.5 + next() : (next() - 0.5) * 0.6));
    return { name, tensor: builder.main.constant(float32s(values, shape)) };
  });
  const prefix = placeholder(builder, 'prefix', { shape: [], dtype: 'string' });
  const done = named(boolean(builder, true), 'done', [saveTensors(builder, prefix, saved)]);
  const session = openGraph(openBinding(), encodeSavedModel({ builder, roots: [done.node] }));
  session.run({ prefix: text(place) }, ['done']);
  session.dispose();
}

/** All images, left to right and top to bottom as asked for. */
function flipped<T extends Uint8Array | Float32Array>(
  data: T,
  channels: number,
  [horizontal = false, vertical = false]: readonly boolean[],
): T {
  const moved = data.slice();
  for (let i = 0; i < data.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y] = [pixel % side, Math.floor(pixel / side) % side];
    const from = (vertical ? side - 1 - 2 * y : 0) * side + (horizontal ? side - 1 - 2 * x : 0);
    moved[i] = data[i + from * channels] ?? 0;
  }
  // A copy has the type of its original.
  return moved as T;
}

function text(content: string) {
  return { dtype: 'string', shape: [], data: [Buffer.from(content)] } as const;
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? Number.NaN))), 0);
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

function scratch(): string {
  return mkdtempSync(path.join(tmpdir(), 'anoseg-test-'));
}
