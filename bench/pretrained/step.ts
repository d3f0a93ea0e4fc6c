// The measuring part of bench.js: some steps of a pipeline, augmentation included. FILE SIZE THREADS STEPS OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { loadBinding } from '../../src/engine/binding.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { findEngine } from '../../src/engine/engine.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { loadStarts } from '../../src/runtime/training/load-starts.ts';
import { installWeights } from '../../src/weights/install.ts';
import { knownWeights } from '../../src/weights/known.ts';
import { checkedModel } from '../../test/pipelines.ts';

const [file = '', side = '128', threads = '1', steps = '8', out = ''] = process.argv.slice(2);
const size = Number(side);
const images = 16;
const unmeasured = 3;

const engine = findEngine(cacheFolder());
if (engine === undefined) throw new Error('run `anoseg engine install` first');
const binding = loadBinding(engine, { threads: Number(threads), device: 'cpu' });
const model = checkedModel(file, { size: side });
const program = compileTraining(model, { mode: 'resident', modelVariables: compileInference(model).variables });
const session = openGraph(binding, program.savedModel);
const pixels = Uint8Array.from({ length: images * size * size * 3 }, (_, i) => drawn(i));
session.run({ [program.feeds.pixels]: { dtype: 'string', shape: [], data: [pixels] } }, [
  program.fetches.loadData ?? '',
]);
session.run({}, [program.fetches.initialize]);
const known = knownWeights.find(({ name }) => name === 'efficientnet_lite0');
if (known && program.starts.length > 0) {
  const weights = await installWeights(known, { cache: cacheFolder(), onProgress: () => undefined });
  const digest = `sha256:${known.sha256}`;
  loadStarts(session, program, [{ network: 'encoder', weights: known.name, file: weights, digest }]);
}

const wall: number[] = [];
const cpu: number[] = [];
let losses: readonly number[] = [];
for (let step = 0; step < Number(steps) + unmeasured; step++) {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const [result] = session.run(feedsOf(step), [program.fetches.step]);
  const { user, system } = process.cpuUsage(before);
  losses = Array.from(result?.data ?? [], Number);
  // The first steps of each compile, allocate and warm caches.
  if (step < unmeasured) continue;
  wall.push(performance.now() - start);
  cpu.push((user + system) / 1000);
}
const peak = Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
writeFileSync(out, JSON.stringify({ wall, cpu, peak, losses }));

function feedsOf(step: number) {
  const rows = (length: number, stride: number) =>
    Int32Array.from({ length }, (_, i) => (step + 5 * stride + i * stride) % images);
  return {
    [program.feeds.step]: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
    [program.feeds.index]: { dtype: 'int32', shape: [8], data: rows(8, 1) },
    [program.feeds.donorIndex]: { dtype: 'int32', shape: [4, 1], data: rows(4, 3) },
  } as const;
}

// Stripes and squares in three colours.
function drawn(i: number): number {
  const [c, x, y] = [i % 3, Math.floor(i / 3) % size, Math.floor(i / (3 * size))];
  const squares = ((Math.floor(x / 16) + Math.floor(y / 16)) % 2) * 90;
  return (x * 7 + y * 3 + Math.floor((x * y) / 11) + c * 40 + squares) % 256;
}
