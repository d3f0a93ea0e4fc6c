// Times a training step, and the memory of its process: pipelines/pretrained.anoseg, the from-scratch pipeline, and the
// pretrained one's networks in PyTorch, in turns, each time in a process of its own. Fails nothing.
//   node bench/pretrained/bench.js [--sizes 128,256] [--threads 1] [--steps 8] [--rounds 3] [--python python3]
// The Python needs: pip install torch efficientnet_lite_pytorch
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '128,256' },
    threads: { type: 'string', default: '1' },
    steps: { type: 'string', default: '8' },
    rounds: { type: 'string', default: '3' },
    python: { type: 'string', default: 'python3' },
  },
});
const { threads, steps } = values;

await withBundle(path.join(here, 'step.ts'), (start, scratch) => {
  const out = path.join(scratch, 'times.json');
  const ours = (file) => (size) => start([file, size, threads, steps, out]);
  const subjects = [
    ['pretrained', ours('pipelines/pretrained.anoseg')],
    ['from scratch', ours('pipelines/mvtec-bottle.anoseg')],
    ['PyTorch', (size) => runPython([path.join(here, 'pytorch_step.py'), size, threads, steps, out])],
  ];
  for (const size of values.sizes.split(',')) {
    const rounds = Array.from({ length: Number(values.rounds) }, () =>
      subjects.map(([, run]) => {
        run(size);
        return JSON.parse(readFileSync(out, 'utf8'));
      }),
    );
    const medians = subjects.map((_, i) => mediansOf(rounds.map((round) => round[i])));
    console.log(`${size} px, batch 4 + 4, threads: ${threads}, steps: ${steps}, rounds: ${values.rounds}; medians`);
    subjects.forEach(([name], i) => {
      const { cpu, wall, peak } = medians[i];
      const ratio = (cpu / medians[0].cpu).toFixed(2);
      console.log(
        `  ${name.padEnd(12)}  CPU ${cpu.toFixed(0)} ms, wall ${wall.toFixed(0)} ms, peak ${peak.toFixed(0)} MB; CPU ${ratio} of the first`,
      );
    });
  }
});

function mediansOf(rounds) {
  const over = (values) => values.toSorted((a, b) => a - b)[values.length >> 1];
  return {
    cpu: over(rounds.flatMap(({ cpu }) => cpu)),
    wall: over(rounds.flatMap(({ wall }) => wall)),
    peak: over(rounds.map(({ peak }) => peak)),
  };
}

function runPython(args) {
  const { status } = spawnSync(values.python, args, { stdio: 'inherit' });
  if (status !== 0)
    throw new Error(`${values.python} ended with ${status}; it needs torch and efficientnet_lite_pytorch`);
}
