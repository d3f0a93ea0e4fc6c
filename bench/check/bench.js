// How quick `anoseg check` is: a whole process against `node -e 0`, in pairs, and how its work grows with the length
// of a pipeline and with the number of its mistakes. Prints ratios; fails nothing.
//   node bench/check/bench.js [pairs, default 30]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultyPipelines } from './faulty-pipelines.js';
import { longPipeline } from './long-pipeline.js';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const command = path.join(root, 'bin', 'anoseg.js');
const pairs = Number(process.argv[2] ?? 30);

// Builds what is old and compiles what is new, so that no measurement does.
timed(command, 'check', path.join(root, 'pipelines', 'mvtec-bottle.anoseg'));
measureProcess();
measureLength();
measureMistakes();

function measureProcess() {
  for (const name of ['mvtec-bottle', 'quickstart']) {
    const file = path.join('pipelines', `${name}.anoseg`);
    const measured = Array.from({ length: pairs }, () => [timed('-e', '0'), timed(command, 'check', file)]);
    const ratios = measured.map(([nothing, check]) => check / nothing);
    const [nothing, check] = [0, 1].map((i) => median(measured.map((pair) => pair[i])));
    console.log(`anoseg check ${file}: ${check.toFixed(0)} ms; node -e 0: ${nothing.toFixed(0)} ms`);
    console.log(`  ratio: median ${median(ratios).toFixed(2)} of ${pairs} pairs (at most 2.5 is wanted)`);
  }
}

function measureLength() {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-'));
  try {
    const lengths = [1000, 2000, 5000, 10_000, 20_000, 50_000];
    const works = lengths.map((lines) => measureWork(folder, lines));
    const [first] = works;
    for (const { lines, work, ended } of works) {
      const grown = (work / first.work / (lines / first.lines)).toFixed(2);
      console.log(
        `${lines} lines: ${work.toFixed(0)} ms beyond node -e 0, ${((1000 * work) / lines).toFixed(0)} us a line, ` +
          `${grown} of a line's share at ${first.lines}${ended === 0 ? '' : ' (reported as too large)'}`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureWork(folder, lines) {
  const text = longPipeline(lines);
  const file = path.join(folder, `${lines}.anoseg`);
  writeFileSync(file, text);
  const args = [command, 'check', file, '--memory', '1TB'];
  const ended = spawnSync(process.execPath, args, { cwd: root }).status;
  const times = Array.from({ length: 5 }, () => timed(...args) - timed('-e', '0'));
  return { lines: text.split('\n').length, work: median(times), ended };
}

function measureMistakes() {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-bench-'));
  try {
    for (const [name, make] of Object.entries(faultyPipelines)) {
      const [nothing, some, more] = [0, 2000, 8000].map((count) => {
        const file = path.join(folder, `${count}.anoseg`);
        writeFileSync(file, make(count));
        return processorTime(command, 'check', file, '--memory', '1TB');
      });
      const grown = ((more - nothing) / Math.max(some - nothing, 1)).toFixed(1);
      console.log(`8000 ${name}: ${more.toFixed(0)} ms of CPU, ${grown} times the work of 2000 (4 is linear)`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Milliseconds that a process of this Node computes, in all its threads. */
function processorTime(...args) {
  const report =
    'import{writeSync}from"node:fs";process.on("exit",()=>{const{user,system}=process.cpuUsage();writeSync(2,"\\n"+(user+system)/1e3)})';
  const code = `data:text/javascript,${encodeURIComponent(report)}`;
  const { stderr } = spawnSync(process.execPath, ['--import', code, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  return Number(stderr.split('\n').at(-1));
}

/** Milliseconds of a process of this Node. */
function timed(...args) {
  const start = performance.now();
  spawnSync(process.execPath, args, { cwd: root, stdio: 'ignore' });
  return performance.now() - start;
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
