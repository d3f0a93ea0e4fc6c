// Ten steps of the compiled graph equal ten steps of an eager tfjs program of the same pipeline: the
// proof that order, gradients, optimisers and running averages are right.

import type { Tensor } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { readName } from '../../src/compiler/emit/weights.ts';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { openBinding } from '../binding.ts';
import { loadOracle } from '../oracle.ts';
import { checkedModel } from '../pipelines.ts';
import { EagerTwin, type State } from './twin/eager-twin.ts';

const images = 12;
const samples = 6;
const side = 16;

test('ten steps of the graph equal ten steps of its eager twin', () => {
  const model = checkedModel('test/engine/twin/twin.anoseg');
  const program = compileTraining(model, { mode: 'resident', modelVariables: compileInference(model).variables });
  const session = openGraph(openBinding(), program.savedModel);
  const tf = loadOracle();
  session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [somePixels()] } }, [
    program.fetches.loadData ?? '',
  ]);
  session.run({}, [program.fetches.initialize]);

  const names = program.variables.map(({ name }) => name).filter((name) => !/\/(m|v)$/.test(name));
  const readAll = () =>
    session
      .run(
        {},
        names.map((name) => readName(name)),
      )
      .map(({ data, shape }) => ({ data: Float32Array.from(data), shape: [...shape] }));
  const start = readAll();
  const state: State = new Map(
    names.map((name, i): [string, Tensor] => [name, tf.tensor(start[i]?.data ?? [], start[i]?.shape)]),
  );
  const twin = new EagerTwin(tf, state);
  expect(program.losses).toEqual(['pixel', 'reconstruction', 'adversarial.discriminator', 'adversarial']);

  for (let step = 0; step < 10; step++) {
    const feeds = {
      [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
      [program.feeds.index]: {
        dtype: 'int32',
        shape: [samples],
        data: Int32Array.from({ length: samples }, (_, i) => (step * 5 + i) % images),
      },
      [program.feeds.donorIndex]: {
        dtype: 'int32',
        shape: [3, 1],
        data: Int32Array.from({ length: 3 }, (_, i) => (step + 7 * i) % images),
      },
    } as const;
    const [image, seen, mask] = session
      .run(feeds, [program.fetches.image, program.fetches.seen, program.fetches.mask])
      .map(({ data, shape }) => tf.tensor4d(Float32Array.from(data), [shape[0] ?? 0, side, side, shape[3] ?? 0]));
    if (!image || !seen || !mask) throw new Error('no batch');
    const [losses] = session.run(feeds, [program.fetches.step]);
    const expected = twin.step(step, { image, seen, mask });
    expected.forEach((value, i) => {
      expect(losses?.data[i], `${program.losses[i]} at step ${step}`).toBeCloseTo(value, 3);
    });
  }

  readAll().forEach(({ data }, i) => {
    const name = names[i] ?? '';
    const twinValues = state.get(name)?.dataSync() ?? [];
    const size = Math.max(...data.map(Math.abs), 1e-3);
    data.forEach((value, j) => {
      expect(Math.abs(value - (twinValues[j] ?? 0)), `${name}[${j}]`).toBeLessThan(2e-3 * size + 1e-5);
    });
  });
});

// A picture that differs from place to place and image to image.
function somePixels(): Uint8Array {
  return Uint8Array.from(
    { length: images * side * side * 3 },
    (_, i) => (Math.imul(i + 1, 2654435761) >>> 24) / 2 + ((i * 7) % 128),
  );
}
