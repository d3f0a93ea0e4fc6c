// The measuring part of bench.js.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { compileInference } from '../../src/compiler/inference-program.ts';
import { compileTraining } from '../../src/compiler/training-program.ts';
import type { Model } from '../../src/dsl/model/model.ts';
import type { TrainingPictures } from '../../src/runtime/feed/batch-source.ts';
import { fedBatches } from '../../src/runtime/feed/fed-batches.ts';
import { planPictures, preparePictures } from '../../src/runtime/feed/prepare.ts';
import { openGraph } from '../../src/runtime/session/session.ts';
import { openDataSet } from '../../src/runtime/sources/open.ts';
import { openBinding } from '../../test/binding.ts';
import { checkText } from '../../test/pipelines.ts';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000' },
    size: { type: 'string', default: '512' },
    width: { type: 'string', default: '4' },
    steps: { type: 'string', default: '40' },
    folder: { type: 'string' },
    source: { type: 'string', default: 'folder("set")' },
  },
});

const { folder, source } = values;
const own = folder === undefined ? await makeSet(Number(values.count)) : undefined;
const data = folder ?? own ?? '';
const cache = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-cache-'));
try {
  await measure();
} finally {
  for (const made of [own, cache]) if (made) rmSync(made, { recursive: true, force: true });
}

async function measure(): Promise<void> {
  const model = modelOf();
  const { pictures } = await prepared(model, Number.POSITIVE_INFINITY, 'decoded into memory');
  await pictures.images.close();
  const first = await prepared(model, 0, 'decoded to disk');
  await first.pictures.images.close();
  const again = await prepared(model, 0, 'found on disk');
  await train(model, again.pictures);
}

function modelOf(): Model {
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8')
    .replace('sample("weave")', source)
    .replace('64 in 32..512', values.size)
    .replace('width = 16', `width = ${values.width}`)
    .replace('steps = 1_500', `steps = ${values.steps}`);
  const { model, diagnostics } = checkText(text);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return model;
}

async function prepared(model: Model, limit: number, what: string) {
  const started = performance.now();
  const plan = await planPictures(model, await openDataSet(model.data, data), data, limit);
  const result = await preparePictures(plan, cache, () => undefined);
  const seconds = (performance.now() - started) / 1000;
  const { files } = result.digest;
  console.log(
    `${what}: ${files} files in ${seconds.toFixed(2)} s, ${((1000 * seconds) / files).toFixed(1)} ms a file; ${memory()}`,
  );
  return result;
}

async function train(model: Model, pictures: TrainingPictures): Promise<void> {
  const program = compileTraining(model, { mode: 'fed', modelVariables: compileInference(model).variables });
  const session = openGraph(openBinding(), program.savedModel);
  session.run({}, [program.fetches.initialize]);
  const batches = fedBatches(program, model, pictures, model.train.steps);
  let [waiting, total, longest] = [0, 0, 0];
  for (let step = 0; step < model.train.steps; step++) {
    const started = performance.now();
    const feeds = await batches.feeds(step);
    const waited = performance.now() - started;
    const clock = { dtype: 'int32', shape: [], data: Int32Array.of(step) } as const;
    session.run({ [program.feeds.step]: clock, ...feeds }, [program.fetches.step]);
    // The first steps pay for what TensorFlow does once.
    if (step < 3) continue;
    waiting += waited;
    longest = Math.max(longest, waited);
    total += performance.now() - started;
  }
  const steps = model.train.steps - 3;
  console.log(
    `training at ${values.size} px: ${(total / steps).toFixed(1)} ms a step, of which it waits ${(waiting / steps).toFixed(2)} ms (${((100 * waiting) / total).toFixed(2)} %, longest ${longest.toFixed(1)} ms) for pictures; ${memory()}`,
  );
}

function memory(): string {
  return `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB resident`;
}

// JPEG files of 700 x 700, each a little different.
async function makeSet(count: number): Promise<string> {
  const root = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-set-'));
  const good = path.join(root, 'set', 'good');
  mkdirSync(good, { recursive: true });
  const coarse = Uint8Array.from({ length: 48 * 48 * 3 }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);
  const image = await sharp(coarse, { raw: { width: 48, height: 48, channels: 3 } })
    .resize(700, 700)
    .jpeg({ quality: 85 })
    .toBuffer();
  for (let i = 0; i < count; i++) {
    const comment = Buffer.from([0xff, 0xfe, 0, 6, i & 255, (i >> 8) & 255, (i >> 16) & 255, 0]);
    const name = `${String(i).padStart(6, '0')}.jpg`;
    writeFileSync(path.join(good, name), Buffer.concat([image.subarray(0, 2), comment, image.subarray(2)]));
  }
  return root;
}
