// Looks for texts that break `check`, `fmt` or `convert`: random changes of all pipelines and bad fixtures, in both
// syntaxes, and texts made to hurt. Every fourth one is formatted and converted too. The same seed makes the same cases.
// Ends with 1 where one was found.
//   node scripts/fuzz.js [--seed 1] [--cases 20000] [--from 0] [--seconds 240] [--keep FOLDER] [--proposals]
// With --proposals the cases are slips of the pen in shipped pipelines, of which every proposal is taken and checked.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { tfjsFolder } from './tfjs-package.js';

/** Milliseconds for one case: a check is to be over before anybody thinks of a hang. */
const limits = { small: 10_000, giant: 60_000 };

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);
const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    cases: { type: 'string', default: '20000' },
    from: { type: 'string', default: '0' },
    seconds: { type: 'string', default: '240' },
    keep: { type: 'string' },
    proposals: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const deadline = performance.now() + 1000 * Number(values.seconds);
const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-fuzz-'));
const program = path.join(folder, 'worker.mjs');
const finds = [];
let [findings, proposals] = [0, 0];
let slowest = { milliseconds: 0, label: '', number: 0 };

try {
  await bundle();
  const large = values.proposals ? 0 : await runAll(true, 0, 1000, limits.giant);
  const first = Number(values.from);
  const small = await runAll(false, first, first + Number(values.cases), limits.small);
  console.log(`seed ${seed}: ${large} large cases, ${small} cases from ${first}, ${finds.length} finds`);
  if (values.proposals) console.log(`${findings} findings, ${proposals} proposals taken`);
  console.log(`slowest: ${slowest.label} (${slowest.number}), ${slowest.milliseconds.toFixed(0)} ms`);
  process.exitCode = finds.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function bundle() {
  await build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz/worker.ts'],
    outfile: program,
    bundle: true,
    format: 'esm',
    platform: 'node',
    external: ['sharp'],
    alias: { '@tensorflow/tfjs-node-gpu': tfjsFolder() },
    // What is loaded when it is needed lies in the sources.
    define: { 'import.meta.url': JSON.stringify(new URL('../src/dsl/yaml/read/library.ts', import.meta.url).href) },
    banner: {
      js: `import{createRequire as __r}from'node:module';const require=__r(${JSON.stringify(path.join(root, 'src/x.js'))});`,
    },
    logLevel: 'warning',
  });
}

/** How many cases were run. */
async function runAll(giants, from, to, limit) {
  let [next, done] = [from, 0];
  while (next < to && performance.now() < deadline) {
    const ended = await runFrom(giants, next, to, limit);
    done += ended.next - next;
    next = ended.next;
    if (ended.isOver) break;
  }
  return done;
}

function runFrom(giants, from, to, limit) {
  const current = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(program, { workerData: { seed, from, to, giants, current, proposals: values.proposals } });
  let [next, since] = [from, performance.now()];
  return new Promise((resolve) => {
    const end = (isOver) => {
      clearInterval(watch);
      worker.removeAllListeners();
      worker.terminate().then(() => resolve({ next, isOver }));
    };
    const lose = (complaint) => {
      next = Atomics.load(current, 0);
      note({ number: next, label: giants ? 'a large case' : 'see its number', complaints: [complaint] });
      next += 1;
      end(false);
    };
    const watch = setInterval(() => {
      if (performance.now() - since > limit) lose(`no end after ${limit / 1000} s`);
      else if (performance.now() > deadline) end(true);
    }, 100);
    worker.on('message', (told) => {
      next = told.number + 1;
      since = performance.now();
      findings += told.findings ?? 0;
      proposals += told.proposals ?? 0;
      if (told.milliseconds > slowest.milliseconds) slowest = told;
      if (told.complaints.length > 0) note(told);
    });
    worker.on('error', (error) => lose(`the thread ended: ${error.stack ?? error.message}`));
    worker.on('exit', () => end(true));
  });
}

function note({ number, label, text, complaints }) {
  finds.push(number);
  console.log(`\ncase ${number}, ${label}:\n  ${complaints.join('\n  ')}`);
  if (values.keep === undefined || text === undefined) return;
  mkdirSync(values.keep, { recursive: true });
  writeFileSync(path.join(values.keep, `${seed}-${number}.txt`), text);
}
