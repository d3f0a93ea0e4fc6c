// Everything about a GPU that one machine with one can tell, in one go: for each shipped pipeline the time of a step with and
// without augmentation, where its nodes really ran beside what `plan --graph placement` says, and PyTorch's step beside ours.
// With `--device cpu` it runs anywhere, which proves the script and nothing about a GPU.
//   node bench/gpu/bench.js [--device gpu|cpu] [--pipelines a.anoseg,b.anoseg] [--set size=64]… [--steps 10]
//     [--threads N] [--no-torch] [--python python3] [--json FILE]
// It needs `anoseg engine install --variant cuda` before, and for PyTorch `pip install torch`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { withBundle } from '../bundled.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const { values } = parseArgs({
  options: {
    device: { type: 'string', default: 'gpu' },
    pipelines: { type: 'string', default: shippedPipelines().join(',') },
    set: { type: 'string', multiple: true, default: [] },
    steps: { type: 'string', default: '10' },
    threads: { type: 'string', default: String(cpus().length) },
    'no-torch': { type: 'boolean', default: false },
    python: { type: 'string', default: 'python3' },
    json: { type: 'string' },
  },
});
const { device, threads } = values;

console.log(`${device}, ${threads} threads: ${machine()}`);
console.log(
  'ms a step (median); augmentation, as a share of it; nodes of a step on GPU and CPU; of them not as planned',
);
const results = [];
await withBundle(path.join(root, 'bench', 'gpu', 'placement.ts'), async (start) => {
  for (const pipeline of values.pipelines.split(',')) results.push(measured(pipeline, start));
});
const torch = values['no-torch'] ? undefined : besidePytorch();
if (values.json !== undefined)
  writeFileSync(values.json, `${JSON.stringify({ device, machine: machine(), results, torch }, undefined, 1)}\n`);

function shippedPipelines() {
  const folders = ['pipelines', path.join('pipelines', 'peers')];
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith('.anoseg'))
      .map((name) => path.join(folder, name)),
  );
}

function machine() {
  const query = ['--query-gpu=name,driver_version,memory.total', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8' });
  return `${status === 0 ? stdout.trim() : 'no GPU'}; ${cpus()[0]?.model}`;
}

/** One pipeline: what `anoseg bench` says, and where TensorFlow ran what, by its own log. */
function measured(pipeline, start) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-gpu-'));
  try {
    const bench = anosegBench(pipeline, values.steps, {});
    if (bench.error) {
      console.log(`${pipeline.padEnd(40)} ${bench.error.message}`);
      return { pipeline, error: bench.error };
    }
    const log = path.join(folder, 'executor.log');
    anosegBench(pipeline, '1', { TF_CPP_MIN_LOG_LEVEL: '0', TF_CPP_VMODULE: 'executor=1', TF_CPP_VLOG_FILENAME: log });
    const file = path.join(folder, 'planned.json');
    start([pipeline, file, ...values.set]);
    const placed = comparePlaces(JSON.parse(readFileSync(file, 'utf8')), devicesIn(readFileSync(log, 'utf8')));
    // On the clock, which is what a GPU is waited for by; on a CPU what the processors spent, which other work disturbs less.
    const [whole, network] =
      device === 'gpu' ? [bench.step_ms, bench.network_ms] : [bench.step_cpu_ms, bench.network_cpu_ms];
    const share = 1 - network.median / whole.median;
    console.log(
      `${pipeline.padEnd(40)} ${whole.median.toFixed(1).padStart(8)} ${(100 * share).toFixed(0).padStart(4)} %  ${placed.gpu} + ${placed.cpu}, ${placed.copies} copies, not as planned: ${placed.otherwise.join(' ') || 'none'}`,
    );
    return { pipeline, bench, augmentation_share: share, placed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function anosegBench(pipeline, steps, env) {
  const settings = values.set.flatMap((text) => ['--set', text]);
  const command = [
    'bench',
    pipeline,
    '--json',
    '--steps',
    steps,
    '--threads',
    threads,
    '--device',
    device,
    ...settings,
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'bin', 'anoseg.js'), ...command], {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, ...env },
    maxBuffer: 2 ** 28,
  });
  try {
    return JSON.parse(stdout);
  } catch {
    return { error: { message: (stderr || stdout).trim().split('\n')[0] ?? 'it said nothing' } };
  }
}

/** Node to device, of the log's lines `Process node: 12 step 3 {{node NAME}} = OP[…](…) device: /job:…/device:GPU:0`. */
function devicesIn(log) {
  const lines = log.matchAll(/Process node: .*?\{\{node ([^}]+)\}\} = (\w+).* device: \S*device:([A-Z]+):\d/g);
  return new Map(Array.from(lines, ([, name, op, where]) => [name, { op, where: where.toLowerCase() }]));
}

// What grappler has made or renamed is on no side of the comparison; what runs inside functions has names of its own.
function comparePlaces(planned, ran) {
  const common = Object.entries(planned).filter(([name]) => ran.has(name));
  const on = (where) => common.filter(([name]) => ran.get(name).where === where).length;
  const wanted = (where) => (device === 'gpu' ? where : 'cpu');
  return {
    gpu: on('gpu'),
    cpu: on('cpu'),
    copies: [...ran.values()].filter(({ op }) => op === '_Recv').length,
    otherwise: common.filter(([name, where]) => ran.get(name).where !== wanted(where)).map(([name]) => name),
  };
}

// Both compute convolutions in TensorFloat-32 by default on a GPU that has it, so losses are not compared there.
function besidePytorch() {
  if (spawnSync(values.python, ['-c', 'import torch']).status !== 0) {
    console.log(`${values.python} has no torch: without it no comparison`);
    return undefined;
  }
  const settings = (values.set.length > 0 ? values.set : ['size=256', 'width=64', 'steps=20']).flatMap((text) => [
    '--set',
    text,
  ]);
  const command = [
    path.join(root, 'bench', 'torch', 'bench.js'),
    '--compare',
    '0',
    '--threads',
    threads,
    '--python',
    values.python,
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [...command, ...settings], {
    encoding: 'utf8',
    cwd: root,
    env: { ...process.env, DEVICE: device },
  });
  const said = (stdout || stderr).trim();
  console.log(said);
  return said;
}
