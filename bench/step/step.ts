// The measuring part of bench.js.
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import type * as core from '@tensorflow/tfjs-core';
import { readName } from '../../src/compiler/emit/weights.ts';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { medianOf } from '../../src/statistics/sample.ts';
import { openBinding } from '../../test/binding.ts';
import { EagerTwin, type State } from '../../test/engine/twin/eager-twin.ts';
import { checkedModel } from '../../test/pipelines.ts';

const { values } = parseArgs({
  options: {
    size: { type: 'string', default: '128' },
    width: { type: 'string', default: '32' },
    steps: { type: 'string', default: '10' },
  },
});
const size = Number(values.size);
const steps = Number(values.steps);
const images = 12;

const binding = openBinding();
const require = createRequire(import.meta.url);
Object.assign(require('node:util'), {
  isNullOrUndefined: (x: unknown) => x === null || x === undefined,
  isArray: Array.isArray,
});
const tf: typeof core = require(process.env.ANOSEG_TFJS ?? '');
const model = checkedModel('test/engine/twin/twin.anoseg', { size: values.size, width: values.width });
const program = compileTraining(model, { mode: 'resident', modelVariables: compileInference(model).variables });
const session = openGraph(binding, program.savedModel);
const pixels = Uint8Array.from({ length: images * size * size * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [
  program.fetches.loadData ?? '',
]);
session.run({}, [program.fetches.initialize]);

const names = program.variables.map(({ name }) => name).filter((name) => !/\/(m|v)$/.test(name));
const start = session.run({}, names.map(readName));
const state: State = new Map(
  names.map((name, i) => [name, tf.tensor(Float32Array.from(start[i]?.data ?? []), [...(start[i]?.shape ?? [])])]),
);
const twin = new EagerTwin(tf, state);

const feedsOf = (step: number) =>
  ({
    [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
    [program.feeds.index]: {
      dtype: 'int32',
      shape: [6],
      data: Int32Array.from({ length: 6 }, (_, i) => (step + i) % images),
    },
    [program.feeds.donorIndex]: {
      dtype: 'int32',
      shape: [3, 1],
      data: Int32Array.from({ length: 3 }, (_, i) => (step + i) % images),
    },
  }) as const;
const graphTimes: number[] = [];
const eagerTimes: number[] = [];
for (let step = 0; step < steps + 3; step++) {
  const batch = session.run(feedsOf(step), [program.fetches.image, program.fetches.seen, program.fetches.mask]);
  const graphMs = timed(() => session.run(feedsOf(step), [program.fetches.step]));
  const [image, seen, mask] = batch.map(({ data, shape }) =>
    tf.tensor4d(Float32Array.from(data), [shape[0] ?? 0, size, size, shape[3] ?? 0]),
  );
  if (!image || !seen || !mask) throw new Error('no batch');
  const eagerMs = timed(() => {
    tf.engine().startScope();
    twin.step(Math.min(step, 9), { image, seen, mask });
    for (const value of [...twin.state.values(), ...twin.slots()]) tf.keep(value);
    tf.engine().endScope();
  });
  // The first steps of each compile, allocate and warm caches.
  if (step >= 3) {
    graphTimes.push(graphMs);
    eagerTimes.push(eagerMs);
  }
}
const [graph, eager] = [medianOf(graphTimes), medianOf(eagerTimes)];
console.log(`batch 6, ${size} px, width ${values.width}, ${steps} steps, medians:`);
console.log(
  `compiled graph ${graph.toFixed(1)} ms (augmentation included), eager tfjs ${eager.toFixed(1)} ms, ratio ${(eager / graph).toFixed(2)}`,
);

function timed(run: () => unknown): number {
  const before = performance.now();
  run();
  return performance.now() - before;
}
