#!/usr/bin/env node
// Starts the bundled command line; in a clone it first rebuilds what is older than the sources. `check`, which editors
// and hooks wait for, is a script of its own, compiled once for each version of Node. CommonJS starts sooner.
const {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');
const vm = require('node:vm');

const root = path.resolve(__dirname, '..');
const dist = path.join(root, 'dist');
// What takes its time anyway, or reads no pipeline, is not in it: reading images, runs and bundles, waiting for changes,
// telling what a code means.
const isPlainCheck =
  process.argv[2] === 'check' &&
  !process.argv.some(
    (word, i) =>
      i > 2 &&
      (/^--(?:with-data|watch|explain(?:=.*)?)$|\.zip$/is.test(word) || existsSync(path.join(word, 'lock.json'))),
  );
const headSize = 128;
const bundle = isPlainCheck ? 'check.cjs' : 'cli.js';

// The build itself starts what it has just made, whatever the clock says.
if (process.env.ANOSEG_BUILT === undefined && isClone() && isStale()) rebuild().then(start);
else start();

function start() {
  if (bundle === 'check.cjs') runCompiled(path.join(dist, bundle));
  else
    import('../dist/cli.js').catch((error) => {
      console.error(`error: anoseg could not be loaded: ${error instanceof Error ? error.message : error}`);
      console.error(
        error?.code === 'EMFILE'
          ? '  help: raise the limit of open files (`ulimit -n`)'
          : '  help: install anoseg again; the disk that it lies on may fail',
      );
      process.exitCode = 3;
    });
}

async function rebuild() {
  const { buildAll } = await import('../scripts/build.js');
  try {
    await buildAll();
  } catch (error) {
    console.error(`anoseg: the build failed: ${error instanceof Error ? error.message : error}`);
    console.error('Run `npm install` in the clone once more; `npm run build` shows the whole message.');
    process.exit(3);
  }
}

function isClone() {
  return existsSync(path.join(root, 'scripts', 'build.js'));
}

/** Whether one of the sources that the bundle was made of is gone, or newer. */
function isStale() {
  const built = statSync(path.join(dist, bundle), { throwIfNoEntry: false });
  const list = path.join(dist, `${path.parse(bundle).name}.sources`);
  // Builds of earlier releases have no list.
  if (built === undefined || !existsSync(list)) return true;
  const sources = readFileSync(list, 'utf8').split('\n');
  return sources.some((source) => {
    const time = statSync(`${root}/${source}`, { throwIfNoEntry: false })?.mtimeMs;
    return time === undefined || time > built.mtimeMs;
  });
}

/** Runs a script from its compiled form, which lies beside it; where there is none that is whole, leaves one if it may. */
function runCompiled(filename) {
  const { text, stamp } = readScript(filename);
  const file = `${filename}.${process.version}-${process.arch}`;
  const compiled = readCompiled(file, stamp);
  const script = new vm.Script(`(function(exports,require,module,__filename,__dirname){${text}\n})`, {
    filename,
    cachedData: compiled?.data,
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const made = { exports: {} };
  script.runInThisContext()(made.exports, createRequire(filename), made, filename, path.dirname(filename));
  const isUsable = compiled !== undefined && !script.cachedDataRejected;
  // At the end, so that what the command used is in it. All of it is used by a pipeline without mistakes.
  if (!isUsable || !compiled.isWhole)
    process.once('exit', (code) => {
      const isWhole = code === 0 && checksSomething();
      if (isWhole || !isUsable) writeCompiled(file, stamp, isWhole, script.createCachedData());
    });
}

function checksSomething() {
  const words = process.argv.slice(3);
  return (
    words.some((word) => !word.startsWith('-')) && !words.some((word) => /^(?:-h|--help|-V|--version)$/.test(word))
  );
}

/** The text, which the build keeps to ASCII, and what tells it from the script of another build: its digest begins it. */
function readScript(filename) {
  const file = openSync(filename, 'r');
  try {
    const { mtimeMs, size } = fstatSync(file);
    const text = readFileSync(file, 'latin1');
    return { text, stamp: `${text.slice(0, text.indexOf('\n'))} ${mtimeMs} ${size}` };
  } finally {
    closeSync(file);
  }
}

/** `isWhole`: made of all that a check uses; else of what some other use needed. */
function readCompiled(file, stamp) {
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file);
  const head = content.toString('latin1', 0, headSize);
  const isWhole = head === headOf(stamp, true);
  return isWhole || head === headOf(stamp, false) ? { isWhole, data: content.subarray(headSize) } : undefined;
}

// Data at a place that is no multiple of eight would be copied.
function headOf(stamp, isWhole) {
  return `${isWhole ? 'whole' : 'part'} ${stamp}`
    .slice(0, headSize - 1)
    .padEnd(headSize - 1)
    .concat('\n');
}

function writeCompiled(file, stamp, isWhole, data) {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, Buffer.concat([Buffer.from(headOf(stamp, isWhole), 'latin1'), data]));
    renameSync(draft, file);
  } catch {
    // A folder that we may not write, a full disk: the next run compiles again, as this one did.
  }
}
