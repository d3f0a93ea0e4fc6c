// Times all pixel metrics over a made test set, in a process of its own for each type of map:
//   node bench/metrics/bench.js [--images 83] [--size 900] [--python python3]
// Prints seconds on one core without reading the files, peak memory, and the ratio to scikit-learn
// (roc_auc_score and average_precision_score alone) where that Python has it.
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const kinds = ['good', 'broken_large', 'broken_small', 'contamination'];
const types = { uint16: Uint16Array, float32: Float32Array, float64: Float64Array };

const { values: options } = parseArgs({
  options: {
    images: { type: 'string', default: '83' },
    size: { type: 'string', default: '900' },
    python: { type: 'string', default: 'python3' },
    type: { type: 'string' },
    folder: { type: 'string' },
  },
});
const images = Number(options.images);
const size = Number(options.size);

if (options.type) await measure(options.type, options.folder);
else await compare();

async function compare() {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-'));
  try {
    writeData(folder);
    await build({
      entryPoints: [path.join(here, '../../src/metrics/metrics.ts')],
      outfile: path.join(folder, 'metrics.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
    });
    console.log(`${images} maps of ${size} x ${size}, Node ${process.version}`);
    const shared = ['--folder', folder, '--images', options.images, '--size', options.size];
    for (const type of Object.keys(types)) {
      const ours = runJson(process.execPath, [fileURLToPath(import.meta.url), '--type', type, ...shared]);
      const reference = [path.join(here, 'reference.py'), folder, type, options.size];
      const theirs = runJson(options.python, reference);
      console.log(describe(type, ours, theirs));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runJson(command, parameters) {
  try {
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    return JSON.parse(execFileSync(command, parameters, { env, stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  } catch (error) {
    if (command === process.execPath) throw error;
    return undefined;
  }
}

function describe(type, ours, theirs) {
  const own = `${type}: ${ours.seconds.toFixed(2)} s, ${ours.cpuSeconds.toFixed(2)} s CPU, peak ${ours.peakMb} MiB`;
  if (theirs === undefined) return `${own}; no scikit-learn to compare with`;
  const ratio = (theirs.seconds / ours.seconds).toFixed(1);
  const off = Math.max(Math.abs(ours.auroc - theirs.auroc), Math.abs(ours.ap - theirs.ap));
  return `${own}; scikit-learn, AUROC and AP alone: ${theirs.seconds.toFixed(1)} s (${ratio} times), off by ${off.toExponential(1)}`;
}

/** Reads maps one by one, as evaluation does, and times only the metrics. */
async function measure(type, folder) {
  const { MetricsAccumulator } = await import(pathToFileURL(path.join(folder, 'metrics.mjs')).href);
  const metrics = new MetricsAccumulator({ threshold: 0.5, imageThreshold: 0.5 });
  const anomalyMap = new types[type](size * size);
  const groundTruth = new Uint8Array(size * size);
  const mapFile = openSync(path.join(folder, type), 'r');
  const maskFile = openSync(path.join(folder, 'masks'), 'r');
  let seconds = 0;
  let cpu = 0;
  const time = (work) => {
    const [start, cpuStart] = [performance.now(), process.cpuUsage()];
    const result = work();
    const used = process.cpuUsage(cpuStart);
    seconds += (performance.now() - start) / 1000;
    cpu += (used.user + used.system) / 1e6;
    return result;
  };
  for (let image = 0; image < images; image++) {
    readSync(mapFile, anomalyMap);
    readSync(maskFile, groundTruth);
    const scored = { defect: kinds[image % 4], width: size, height: size, anomalyMap, groundTruth, score: image };
    time(() => metrics.add(scored));
  }
  closeSync(mapFile);
  closeSync(maskFile);
  const { pixel_auroc, pixel_ap } = time(() => metrics.metrics());
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, cpuSeconds: cpu, peakMb, auroc: pixel_auroc, ap: pixel_ap }));
}

function writeData(folder) {
  const files = Object.fromEntries(
    [...Object.keys(types), 'masks'].map((n) => [n, openSync(path.join(folder, n), 'w')]),
  );
  for (let image = 0; image < images; image++) {
    const mask = makeMask(image);
    const map = makeMap(image, mask);
    writeSync(files.masks, mask);
    writeSync(files.float64, map);
    writeSync(files.float32, Float32Array.from(map));
    writeSync(
      files.uint16,
      Uint16Array.from(map, (value) => Math.round(value * 65_535)),
    );
  }
  for (const file of Object.values(files)) closeSync(file);
}

/** Three ellipses, about 6 % of the area; nothing in a good image. */
function makeMask(image) {
  const mask = new Uint8Array(size * size);
  if (kinds[image % 4] === 'good') return mask;
  for (let blob = 0; blob < 3; blob++) {
    const [cx, cy] = [noise(image, blob, 1) * size, noise(image, blob, 2) * size];
    const [rx, ry] = [(0.03 + 0.12 * noise(image, blob, 3)) * size, (0.03 + 0.12 * noise(image, blob, 4)) * size];
    for (let i = 0; i < mask.length; i++) {
      if (((i % size) - cx) ** 2 / rx ** 2 + (Math.floor(i / size) - cy) ** 2 / ry ** 2 < 1) mask[i] = 1;
    }
  }
  return mask;
}

/** Smooth noise, a little pixel noise so that nearly all values differ, and more where the mask is. */
function makeMap(image, mask) {
  return Float64Array.from(mask, (marked, i) => {
    const [x, y] = [(i % size) / 40, Math.floor(i / size) / 40];
    return 0.45 * smooth(x, y, image) ** 2 + 0.15 * noise(i, image, 5) + 0.39 * marked * smooth(y, x, image + 500);
  });
}

function smooth(x, y, seed) {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [dx, dy] = [x - column, y - row];
  const top = noise(column, row, seed) * (1 - dx) + noise(column + 1, row, seed) * dx;
  const bottom = noise(column, row + 1, seed) * (1 - dx) + noise(column + 1, row + 1, seed) * dx;
  return top * (1 - dy) + bottom * dy;
}

/** 0 to 1, from three integers. */
function noise(a, b, c) {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}
