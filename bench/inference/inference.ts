// The measuring part of bench.js: makes the model (`prepare`), or times one image at a time (`time`).
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readName } from '../../src/compiler/emit/weights.ts';
import { compileInference, inferenceNames } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import { loadBinding } from '../../src/engine/binding.ts';
import { cacheFolder } from '../../src/engine/cache-folder.js';
import { findEngine } from '../../src/engine/engine.ts';
import { openGraph, openSavedModel } from '../../src/runtime/session/session.ts';
import { exportModel } from '../../src/runtime/training/export.ts';
import { checkedModel } from '../../test/pipelines.ts';

const [mode = '', folder = '', threads = '1', images = '30', fixedFilters = 'yes'] = process.argv.slice(2);
const engine = findEngine(cacheFolder());
if (engine === undefined) throw new Error('run `anoseg engine install` first');
const binding = loadBinding(engine, { threads: Number(threads), device: 'cpu', fixedFilters: fixedFilters === 'yes' });
const side = 256;
const pixels = Uint8Array.from({ length: side * side * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
if (mode === 'prepare') prepare();
else time();

function prepare(): void {
  const model = checkedModel('bench/inference/unet.anoseg');
  const inference = compileInference(model);
  const training = compileTraining(model, { mode: 'resident', modelVariables: inference.variables });
  const session = openGraph(binding, training.savedModel);
  session.run({}, [training.fetches.initialize]);
  mkdirSync(folder, { recursive: true });
  exportModel({ binding, session, training, inference, model, folder: path.join(folder, 'model') });
  const weights = session.run({}, inference.variables.map(readName));
  const shapes = inference.variables.map((name, i) => ({ name, shape: weights[i]?.shape }));
  writeFileSync(path.join(folder, 'weights.json'), JSON.stringify(shapes));
  writeFileSync(
    path.join(folder, 'weights.bin'),
    Buffer.concat(weights.map(({ data }) => Buffer.from(data.buffer, data.byteOffset, data.byteLength))),
  );
  writeFileSync(path.join(folder, 'image.bin'), pixels);
}

function time(): void {
  const session = openSavedModel(binding, path.join(folder, 'model'));
  const feed = { dtype: 'uint8', shape: [1, side, side, 3], data: pixels } as const;
  const predict = () => session.run({ [inferenceNames.image]: feed }, [inferenceNames.map, inferenceNames.score]);
  for (let i = 0; i < 5; i++) predict();
  const times = Array.from({ length: Number(images) }, () => {
    const before = performance.now();
    predict();
    return performance.now() - before;
  });
  const [map] = predict();
  writeFileSync(path.join(folder, 'map.bin'), Buffer.from(map?.data.buffer ?? new ArrayBuffer()));
  const status = readFileSync('/proc/self/status', 'utf8');
  const peak = Number(/VmHWM:\s*(\d+)/.exec(status)?.[1]) / 1024;
  const now = Number(/VmRSS:\s*(\d+)/.exec(status)?.[1]) / 1024;
  writeFileSync(path.join(folder, 'times.json'), JSON.stringify({ times, peak, now }));
}
