// A pipeline's training step beside the same in PyTorch. First: equal losses for ten steps, from the same start values on the
// same batches. Then: times in turn, every subject in a process of its own that waits while another one works, and the
// memory of each. Fails where the losses differ by more than rounding.
//   node bench/torch/bench.js [--pipeline pipelines/mvtec-bottle.anoseg] [--set size=128]… [--batch 4+4] [--threads 1]
//     [--isa native|avx2|avx512] [--subjects given,eager,tuned,compile] [--warm 3] [--steps 2]
//     [--rounds 5] [--compare 10] [--python python3]
// The Python needs: pip install torch. Subjects beside `ours` (the step as it is, augmentation included): `given` without
// augmentation, and PyTorch's variants (step.py), which never augment. Ratios are medians of ratios to `eager`, round by round.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withBundle } from '../bundled.js';

const here = path.dirname(fileURLToPath(import.meta.url));
const { values } = parseArgs({
  options: {
    pipeline: { type: 'string', default: 'pipelines/mvtec-bottle.anoseg' },
    set: { type: 'string', multiple: true, default: ['size=128', 'width=32', 'steps=20'] },
    batch: { type: 'string', default: '' },
    threads: { type: 'string', default: '1' },
    isa: { type: 'string', default: 'native' },
    subjects: { type: 'string', default: 'given,eager,tuned,compile' },
    steps: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
    warm: { type: 'string', default: '3' },
    compare: { type: 'string', default: '10' },
    python: { type: 'string', default: 'python3' },
  },
});
const { threads, python } = values;
// What each library's kernels are limited to: oneDNN's in both, then ATen's own and MKL's.
const instructions = {
  native: {},
  avx2: { ONEDNN_MAX_CPU_ISA: 'AVX2', ATEN_CPU_CAPABILITY: 'avx2', MKL_ENABLE_INSTRUCTIONS: 'AVX2' },
  avx512: { ONEDNN_MAX_CPU_ISA: 'AVX512_CORE', ATEN_CPU_CAPABILITY: 'avx512', MKL_ENABLE_INSTRUCTIONS: 'AVX512' },
}[values.isa];
if (instructions === undefined) throw new Error('--isa is native, avx2 or avx512');

await withBundle(path.join(here, 'step.ts'), async (start, scratch, launch) => {
  const folder = mkdtempSync(path.join(scratch, 'dump-'));
  const given = [values.pipeline, folder, threads, values.batch, ...values.set];
  start(['dump', ...given], { ...instructions, COMPARE: values.compare });
  if (values.compare !== '0') compareLosses(folder);
  const open = (subject) =>
    subject === 'ours' || subject === 'given'
      ? launch(['serve', ...given], { ...instructions, SUBJECT: subject })
      : spawn(python, [path.join(here, 'step.py'), 'serve', folder, threads, subject], {
          stdio: ['pipe', 'pipe', 'inherit'],
          env: { ...process.env, ...instructions },
        });
  await timeAll(['ours', ...values.subjects.split(',')], open);
});

// What rounding alone does grows from step to step, since Adam gives small gradients steps of full size: PyTorch is held
// against itself in double precision, too. Ours must not be further off than some times that.
function compareLosses(folder) {
  const { losses: ours } = JSON.parse(readFileSync(path.join(folder, 'model.json'), 'utf8'));
  const [theirs, exact] = ['float32', 'float64'].map((precision) => theirLosses(folder, precision));
  console.log(
    'losses, ours; how far PyTorch is off, as a share; how far PyTorch is off from itself in double precision',
  );
  let rounding = 0;
  let isEqual = true;
  ours.forEach((losses, step) => {
    const cells = Object.entries(losses).map(([name, value]) => {
      const [off, own] = [theirs[step][name], value].map((x) => Math.abs(x / exact[step][name] - 1));
      const apart = Math.abs(theirs[step][name] / value - 1);
      rounding = Math.max(rounding, off);
      isEqual &&= Math.max(apart, own) <= 1e-6 + 5 * rounding;
      return `${name} ${value.toFixed(5)} ${apart.toExponential(0)} ${off.toExponential(0)}`;
    });
    console.log(`  step ${step}  ${cells.join('   ')}`);
  });
  if (!isEqual) throw new Error('the losses differ by more than rounding');
}

function theirLosses(folder, precision) {
  const { status, stdout } = spawnSync(python, [path.join(here, 'step.py'), 'losses', folder, threads, precision], {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    env: { ...process.env, ...instructions },
  });
  if (status !== 0) throw new Error(`${python} ended with ${status}; it needs torch`);
  return JSON.parse(stdout);
}

/** Runs rounds of all subjects and prints their medians. `open`: starts the process of a subject. */
async function timeAll(names, open) {
  const subjects = [];
  for (const name of names) subjects.push(await warmedUp(name, open(name)));
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const { name, ask, rounds } of subjects) rounds.push(await ask(Number(values.steps), name));
  }
  for (const { child } of subjects) child.stdin.end();
  const load = loadavg()[0].toFixed(1);
  console.log(
    `${values.set.join(' ')} batch ${values.batch || 'as written'}, threads ${threads}, isa ${values.isa}, ${values.rounds} rounds of ${values.steps} steps, load ${load}`,
  );
  const reference = subjects.find(({ name }) => name === 'eager')?.rounds;
  for (const { name, rounds } of subjects) console.log(`  ${described(name, rounds, reference)}`);
}

async function warmedUp(name, child) {
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (steps) => {
    child.stdin.write(`${steps}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error(`the process of ${name} ended`);
    return JSON.parse(value);
  };
  // The first steps of each compile, allocate and warm caches.
  await ask(Number(values.warm));
  return { name, child, ask, rounds: [] };
}

function described(name, rounds, reference) {
  const cells = ['cpu', 'wall'].map((kind) => {
    const own = rounds.map((round) => median(round[kind]));
    const ratio = reference && median(own.map((time, i) => time / median(reference[i][kind])));
    return `${kind} ${median(rounds.flatMap((round) => round[kind])).toFixed(1)} ms${ratio ? ` (${ratio.toFixed(2)})` : ''}`;
  });
  const { loaded, resident, peak } = rounds.at(-1);
  return `${name.padEnd(8)} ${cells.join('  ')}  resident ${resident.toFixed(0)} MB, peak ${peak.toFixed(0)} MB (${loaded.toFixed(0)} with the library alone)`;
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
