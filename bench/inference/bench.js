// Times one image of 256 px through a U-Net of five levels: the model that a run exports, as `anoseg predict` runs it,
// against onnxruntime, in turns. Prints the ratio and that both give the same map; fails nothing.
//   node bench/inference/bench.js [--python python3] [--images 30] [--rounds 3]
// The Python needs numpy, onnx and onnxruntime.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    python: { type: 'string', default: 'python3' },
    images: { type: 'string', default: '30' },
    rounds: { type: 'string', default: '3' },
  },
});

await withBundle(path.join(here, 'inference.ts'), (start, scratch) => {
  const folder = path.join(scratch, 'unet');
  start(['prepare', folder]);
  for (const threads of ['1', '2']) {
    const ours = [];
    const theirs = [];
    for (let round = 0; round < Number(values.rounds); round++) {
      start(['time', folder, threads, values.images]);
      ours.push(readTimes(folder));
      runPython([path.join(here, 'onnx_runtime.py'), folder, threads, values.images]);
      theirs.push(readTimes(folder));
    }
    const [graph, onnx] = [Math.min(...ours.map(medianOf)), Math.min(...theirs.map(medianOf))];
    console.log(
      `${threads} thread${threads === '1' ? '' : 's'}: graph ${graph.toFixed(1)} ms (peak ${Math.round(ours[0].peak)} MB), onnxruntime ${theirs[0].version} ${onnx.toFixed(1)} ms, ratio ${(graph / onnx).toFixed(2)}`,
    );
  }
  console.log(`largest difference between the two maps: ${differenceOf(folder).toExponential(1)}`);
});

function runPython(args) {
  const { status } = spawnSync(values.python, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error(`${values.python} ended with ${status}; it needs numpy, onnx and onnxruntime`);
}

function readTimes(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'times.json'), 'utf8'));
}

function medianOf({ times }) {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function differenceOf(folder) {
  const [ours, theirs] = ['map.bin', 'onnx_map.bin'].map(
    (name) => new Float32Array(Uint8Array.from(readFileSync(path.join(folder, name))).buffer),
  );
  return ours.reduce((most, value, i) => Math.max(most, Math.abs(value - theirs[i])), 0);
}
