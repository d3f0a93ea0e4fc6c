// The part of bench.js that runs our graph.
//   dump  PIPELINE FOLDER THREADS BATCH SETTINGS…   the model, start values, ten batches and our losses on some of them (as
//                                                   many as COMPARE in the environment says), for step.py
//   serve PIPELINE FOLDER THREADS BATCH SETTINGS…   for each line of standard input, a number of steps, prints their times
// SUBJECT in the environment: `given` leaves the augmentation out, the batches of the folder are fed instead.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { readName } from '../../src/compiler/emit/weights.ts';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { emitTraining } from '../../src/compiler/training-program.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import { modelWithoutPlaces } from '../../src/dsl/model/serial.ts';
import { loadBinding } from '../../src/engine/binding.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { findEngine } from '../../src/engine/engine.ts';
import { encodeSavedModel } from '../../src/graph/protobuf/saved-model.ts';
import { type Feed, openGraph } from '../../src/runtime/session/session.ts';
import { loadStarts } from '../../src/runtime/training/load-starts.ts';
import { installWeights } from '../../src/weights/install.ts';
import { knownWeights } from '../../src/weights/known.ts';
import { checkedModel } from '../../test/pipelines.ts';

const [mode = '', pipeline = '', folder = '', threads = '1', batch = '', ...settings] = process.argv.slice(2);
const images = 16;
const steps = 10;

// bench/gpu/bench.js asks for a GPU.
const device = process.env.DEVICE === 'gpu' ? 'gpu' : 'cpu';
const engine = findEngine(cacheFolder(), device === 'gpu' ? 'cuda' : undefined);
if (engine === undefined) throw new Error('run `anoseg engine install` first');
const binding = loadBinding(engine, { threads: Number(threads), device });
const loaded = memory('VmRSS');
const model = withBatch(checkedModel(pipeline, Object.fromEntries(settings.map((text) => text.split(/=(.*)/, 2)))));
const { height, width, channels } = model.data;
const { normal, synthetic } = model.train;
const { graph, program: emitted } = emitTraining(model, {
  mode: 'resident',
  modelVariables: compileInference(model).variables,
});
const program = { ...emitted, savedModel: encodeSavedModel(graph) };
const session = openGraph(binding, program.savedModel);
const pixels = Uint8Array.from({ length: images * height * width * channels }, (_, i) => drawn(i));
session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [
  program.fetches.loadData ?? '',
]);
session.run({}, [program.fetches.initialize]);
await loadWeights();
const batchNames = [program.fetches.image, program.fetches.seen, program.fetches.mask];
if (mode === 'dump') dump();
else serve(process.env.SUBJECT === 'given' ? givenBatches() : undefined);

// Of networks that start from files: fetched where they are not there yet.
async function loadWeights(): Promise<void> {
  const named = model.train.networks.flatMap(({ network, start }) => {
    const weights = start?.settings.weights;
    const known = weights?.kind === 'text' ? knownWeights.find(({ name }) => name === weights.value) : undefined;
    return known && program.starts.some((one) => one.network === network) ? [{ network, known }] : [];
  });
  for (const { network, known } of named) {
    const file = await installWeights(known, { cache: cacheFolder(), onProgress: () => undefined });
    loadStarts(session, program, [{ network, weights: known.name, file, digest: `sha256:${known.sha256}` }]);
  }
}

// `4+4`: normal and synthetic samples; empty: as the pipeline says.
function withBatch(checked: Model): Model {
  if (batch === '') return checked;
  const [normal = 0, synthetic = 0] = batch.split('+').map(Number);
  return { ...checked, train: { ...checked.train, normal, synthetic } };
}

function dump(): void {
  const names = program.variables.map(({ name }) => name).filter((name) => !/\/(m|v)$/.test(name));
  const weights = session.run({}, names.map(readName));
  const variables = names.map((name, i) => ({ name, shape: weights[i]?.shape }));
  const batches = Array.from({ length: steps }, (_, step) => session.run(feedsOf(step), batchNames));
  const compared = Number(process.env.COMPARE);
  const losses = Array.from({ length: compared }, (_, step) => {
    const [found] = session.run(feedsOf(step), [program.fetches.step]);
    return Object.fromEntries(program.losses.map((name, i) => [name, found?.data[i]]));
  });
  const [image, seen, mask] = (batches[0] ?? []).map(({ shape }) => shape);
  const shapes = { image, seen, mask };
  const text = { model: modelWithoutPlaces(model), variables, batches: steps, batch: shapes, steps: compared, losses };
  writeFileSync(path.join(folder, 'model.json'), JSON.stringify(text));
  writeFileSync(path.join(folder, 'weights.bin'), Buffer.concat(weights.map(bytesOf)));
  writeFileSync(path.join(folder, 'batches.bin'), Buffer.concat(batches.flat().map(bytesOf)));
}

function bytesOf({ data }: { readonly data: ArrayBufferView }): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** The batches of the folder as feeds for the tensors that augmentation makes. */
function givenBatches(): readonly Readonly<Record<string, Feed>>[] {
  const bytes = readFileSync(path.join(folder, 'batches.bin'));
  const numbers = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  const { batch: shapes }: { batch: Record<string, readonly number[]> } = JSON.parse(
    readFileSync(path.join(folder, 'model.json'), 'utf8'),
  );
  const made = batchNames.map((name) => graph.roots.find((node) => node.name === name)?.inputs[0]);
  let start = 0;
  return Array.from({ length: steps }, () =>
    Object.fromEntries(
      Object.values(shapes).map((shape, i): [string, Feed] => {
        const size = shape.reduce((product, side) => product * side, 1);
        const data = numbers.slice(start, start + size);
        start += size;
        return [`${made[i]?.node.name}:${made[i]?.index}`, { dtype: 'float32', shape, data }];
      }),
    ),
  );
}

function serve(given: readonly Readonly<Record<string, Feed>>[] | undefined): void {
  let done = 0;
  createInterface({ input: process.stdin }).on('line', (line) => {
    const [wall, cpu]: [number[], number[]] = [[], []];
    for (let i = 0; i < Number(line); i++, done++) {
      const feeds = { ...feedsOf(done), ...given?.[done % steps] };
      const [start, before] = [performance.now(), process.cpuUsage()];
      session.run(feeds, [program.fetches.step]);
      const { user, system } = process.cpuUsage(before);
      wall.push(performance.now() - start);
      cpu.push((user + system) / 1000);
    }
    console.log(JSON.stringify({ wall, cpu, loaded, resident: memory('VmRSS'), peak: memory('VmHWM') }));
  });
}

function memory(key: string): number {
  return Number(new RegExp(`${key}:\\s*(\\d+)`).exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
}

function feedsOf(step: number): Readonly<Record<string, Feed>> {
  const rows = (length: number, stride: number) =>
    Int32Array.from({ length }, (_, i) => (step + 5 * stride + i * stride) % images);
  const { donors } = model.augment;
  const donorIndex = { dtype: 'int32', shape: [synthetic, donors], data: rows(synthetic * donors, 3) } as const;
  return {
    [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
    [program.feeds.index]: { dtype: 'int32', shape: [normal + synthetic], data: rows(normal + synthetic, 1) },
    ...(donors > 0 && synthetic > 0 ? { [program.feeds.donorIndex]: donorIndex } : {}),
  };
}

// Stripes and squares in three colours.
function drawn(i: number): number {
  const [c, x, y] = [i % 3, Math.floor(i / 3) % width, Math.floor(i / (3 * width))];
  const squares = ((Math.floor(x / 16) + Math.floor(y / 16)) % 2) * 90;
  return (x * 7 + y * 3 + Math.floor((x * y) / 11) + c * 40 + squares) % 256;
}
