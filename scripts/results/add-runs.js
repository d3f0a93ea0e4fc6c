// The figures of finished run folders, as they are kept: with settings, seed, machine and time, without any path.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const figures = ['pixel_auroc', 'pixel_ap', 'aupro', 'image_auroc', 'iou', 'best_iou'];

/** `runs` with those of `folders`: of the same file, settings, seed, data, threads and machine the newer one. */
export function addRuns(runs, folders, pipelines) {
  const all = new Map(runs.map((run) => [identity(run), run]));
  for (const folder of folders) {
    const run = readRun(folder, pipelines);
    all.set(identity(run), run);
  }
  return [...all.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
}

function identity({ pipeline, digest, category, settings, data, seed, machine }) {
  return JSON.stringify([pipeline, category, settings, seed, digest, data, machine]);
}

function readRun(folder, pipelines) {
  const read = (name) => readFileSync(path.join(folder, name), 'utf8');
  const lock = JSON.parse(read('lock.json'));
  const metrics = JSON.parse(read('metrics.json'));
  const { category, seed: _, ...settings } = ownSettings(lock.parameters, declared(read('pipeline.anoseg')));
  const shipped = readdirSync(pipelines, { recursive: true }).find(
    (name) => path.basename(name) === lock.pipeline.entry,
  );
  if (shipped === undefined) throw new Error(`${lock.pipeline.entry} is no shipped pipeline`);
  return {
    pipeline: path.posix.join('pipelines', shipped),
    category: category ?? declared(read('pipeline.anoseg')).get('category') ?? '',
    settings,
    seed: lock.seed,
    steps: lock.steps,
    data: lock.data.digest,
    digest: lock.pipeline.digest,
    seconds: trainingSeconds(read('events.jsonl')),
    machine: machineOf(lock),
    images: metrics.images,
    metrics: Object.fromEntries(figures.map((name) => [name, rounded(metrics[name])])),
  };
}

/** Names and defaults of the parameters, as texts without quotes and `_`. */
function declared(text) {
  return new Map(
    [...text.matchAll(/^param (\w+)\s*=\s*("[^"]*"|[^\s]+)/gm)].map(([, name, value]) => [name, plain(value)]),
  );
}

/** The settings that are not those of the file, by name; the category always. */
function ownSettings(parameters, defaults) {
  return Object.fromEntries(
    Object.entries(parameters)
      .map(([name, value]) => [name, plain(String(value))])
      .filter(([name, value]) => name === 'category' || defaults.get(name) !== value)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function plain(value) {
  return value.replace(/"/g, '').replace(/(\d)_(?=\d)/g, '$1');
}

/** Seconds in the stage of training, of all times that the run went on. */
function trainingSeconds(events) {
  let [seconds, since] = [0, undefined];
  for (const line of events.split('\n').filter((one) => one.includes('"stage"'))) {
    const { time, event, stage } = JSON.parse(line);
    if (event !== 'stage') continue;
    if (since !== undefined) seconds += (Date.parse(time) - since) / 1000;
    since = stage === 'train' ? Date.parse(time) : undefined;
  }
  return Math.round(seconds);
}

function machineOf({ cpu, threads, device, engine, node }) {
  const vectors = cpu.features.includes('avx512f') ? 'AVX-512' : 'AVX2 or less';
  return `${cpu.model}, ${cpu.architecture}, ${vectors}, ${device}, ${threads} threads, TensorFlow ${engine.tensorflow}, oneDNN ${engine.onednn ? 'on' : 'off'}, Node ${node.replace(/^v/, '')}`;
}

function rounded(value) {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : null;
}
