// The figures of finished run folders, as they are kept: with settings, seed, machine and time, without any path.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { figures } from './markdown.js';

/** `runs` with those of `folders`: of the same file, settings, seed and data the one that was added last. */
export function addRuns(runs, folders, pipelines) {
  const all = new Map(runs.map((run) => [identity(run), run]));
  for (const folder of folders) {
    const run = readRun(folder, pipelines);
    all.set(identity(run), run);
  }
  return [...all.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, run]) => run);
}

function identity({ pipeline, digest, category, settings, data, seed }) {
  return JSON.stringify([pipeline, category, settings, seed, digest, data]);
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
    digest: digestOfFiles(lock.pipeline.sources),
    seconds: trainingSeconds(read('events.jsonl')),
    machine: machineOf(lock),
    images: metrics.images,
    metrics: Object.fromEntries([...figures.keys()].map((name) => [name, rounded(metrics[name])])),
  };
}

/** Of the text of all files, so that it is the same for every setting and seed. */
function digestOfFiles(sources) {
  const files = sources.map(({ name, sha256 }) => [name, sha256]);
  return `sha256:${createHash('sha256').update(JSON.stringify(files)).digest('hex')}`;
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

/** Seconds in the stage of training, of all times that the run went on; the time between them is not counted. */
function trainingSeconds(events) {
  let [seconds, since, last] = [0, undefined, undefined];
  for (const line of events.split('\n').filter((one) => one !== '')) {
    const { time, event, stage } = JSON.parse(line);
    const ends = event === 'start' ? last : Date.parse(time);
    last = Date.parse(time);
    if (event !== 'start' && event !== 'stage') continue;
    if (since !== undefined) seconds += (ends - since) / 1000;
    since = stage === 'train' ? last : undefined;
  }
  return Math.round(seconds);
}

function machineOf({ cpu, threads, device, engine, node }) {
  const vectors = cpu.features.includes('avx512f') ? 'AVX-512' : 'AVX2 or less';
  return `${cpu.model}, ${cpu.architecture}, ${vectors}, ${device}, ${threads} ${threads === 1 ? 'thread' : 'threads'}, TensorFlow ${engine.tensorflow}, oneDNN ${engine.onednn ? 'on' : 'off'}, Node ${node.replace(/^v/, '')}`;
}

function rounded(value) {
  return typeof value === 'number' ? Math.round(value * 1e6) / 1e6 : null;
}
