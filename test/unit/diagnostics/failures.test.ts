// Every code of the catalogue of failures is brought about: here, or in the test that is named. What is said here stands
// in failures.txt, for people to read.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { constants, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { initCommand } from '../../../src/cli/commands/init/init.ts';
import { listImages } from '../../../src/cli/commands/predict/image-arguments.ts';
import { refuseHomeSigns } from '../../../src/cli/shell/home-signs.ts';
import { type FailureCode, failures } from '../../../src/diagnostics/failures.ts';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { systemFailure } from '../../../src/diagnostics/system-error.ts';
import { sampleSet } from '../../../src/drawn-set/sample.ts';
import { requireEngine } from '../../../src/engine/engine.ts';
import { refuseMissingGpu } from '../../../src/engine/gpu.ts';
import { explainFileError } from '../../../src/engine/install/file-errors.ts';
import { thisMachine } from '../../../src/engine/machine.ts';
import { provideTemporaryFolder } from '../../../src/engine/temporary-folder.ts';
import { claimFolder } from '../../../src/runtime/claim/claim.ts';
import { runOfLock } from '../../../src/runtime/compare/recorded.ts';
import { openExperiment, readExperiment } from '../../../src/runtime/experiment/journal.ts';
import { pictureMemoryLimit } from '../../../src/runtime/feed/memory-limit.ts';
import { openRowCache } from '../../../src/runtime/feed/row-cache.ts';
import { checkBatch, splitNormal } from '../../../src/runtime/feed/split.ts';
import { listForegrounds } from '../../../src/runtime/feed/textures.ts';
import { patternMatcher } from '../../../src/runtime/folders/pattern.ts';
import { listRuns } from '../../../src/runtime/record/list-runs.ts';
import { checkData, checkMeaning, type LockFile, readLock, writeLock } from '../../../src/runtime/record/lock.ts';
import { requireMetrics } from '../../../src/runtime/record/result-digests.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { readHistory } from '../../../src/runtime/record/run-history.ts';
import { openStoredRun, readMetrics } from '../../../src/runtime/record/stored-run.ts';
import { storedSources } from '../../../src/runtime/record/stored-sources.ts';
import { openGraph } from '../../../src/runtime/session/session.ts';
import { imageItem } from '../../../src/runtime/sources/listing.ts';
import { findSavedState } from '../../../src/runtime/training/saved-states.ts';
import { type TrainerOptions, train } from '../../../src/runtime/training/trainer.ts';
import { captureTerminal } from '../cli/captured-terminal.ts';
import { planned, seeds, widths } from '../experiment/planned.ts';

const room = mkdtempSync(path.join(tmpdir(), 'anoseg-failures-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** A new folder with these files. */
function folder(files: Readonly<Record<string, string>> = {}): string {
  const made = mkdtempSync(path.join(room, 'x-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(made, name)), { recursive: true });
    writeFileSync(path.join(made, name), text);
  }
  return made;
}

const images = Array.from({ length: 8 }, (_, i) =>
  imageItem({ root: '/data', file: `/data/good/${i}.png`, defect: 'good' }),
);

/** What the system would say of a machine with this fault. */
function fault(code: string, number = 1): () => unknown {
  const error = { errno: -number, code, syscall: 'open', path: '/data/a.png' };
  return () => systemFailure(Object.assign(new Error(`${code}: no, open '/data/a.png'`), error));
}

/** What the system says here. */
function refused(work: () => unknown): () => unknown {
  return () => {
    try {
      return work();
    } catch (error) {
      return systemFailure(error);
    }
  };
}

const lock: LockFile = {
  format_version: '1.0',
  name: 'parts',
  anoseg: '0.1.0',
  pipeline: {
    digest: 'sha256:0',
    entry: 'parts.anoseg',
    sources: [{ name: 'parts.anoseg', file: 'pipeline.anoseg', sha256: '0'.repeat(64) }],
  },
  parameters: {},
  data: { digest: 'sha256:0123456789abcdef', files: 8, folder: '/data' },
  seed: 1,
  steps: 10,
  threads: 1,
  device: 'cpu',
  engine: { tensorflow: '2.19.1', variant: 'cpu' },
  node: 'v20.0.0',
  cpu: { model: 'any', architecture: 'x64', features: [] },
};

/** `sha256`: of the source. */
function runIn(place: string, sha256?: string) {
  const run = runFolder(place);
  const [source] = lock.pipeline.sources;
  const sources = source ? [{ ...source, sha256: sha256 ?? source.sha256 }] : [];
  writeLock(run, { ...lock, pipeline: { ...lock.pipeline, sources } });
  return run;
}

const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

async function inEnvironment(value: string, work: () => unknown): Promise<unknown> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = value;
  try {
    return await work();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

async function readTruncated(): Promise<unknown> {
  const parent = folder();
  const writer = await openRowCache({ parent, name: 'rows', count: 1, bytes: 4 });
  await writer?.write(0, 'content', new Uint8Array(4));
  const rows = await writer?.finish([0]);
  const files = readdirSync(parent, { recursive: true, encoding: 'utf8' });
  const pixels = files.find((name) => name.endsWith('.raw')) ?? '';
  truncateSync(path.join(parent, pixels), 1);
  try {
    return await rows?.read(0, new Uint8Array(4));
  } finally {
    await rows?.close();
  }
}

function linkedToItself(): string {
  const place = path.join(folder(), 'link');
  symlinkSync(place, place);
  return readFileSync(place, 'utf8');
}

// A training has far more to it than what the first step asks for.
const divergingTraining = {
  session: { run: () => [{ shape: [1], data: Float32Array.of(Number.NaN) }] },
  program: {
    losses: ['dice'],
    batchesPerStep: 1,
    accumulate: 1,
    fetches: { updates: ['update'], step: 'step', later: [] },
    feeds: { step: 'step' },
  },
  model: { train: { steps: 10, logEvery: 1 } },
  batches: { feeds: async () => ({}) },
  from: 0,
  now: () => 0,
  stopRequested: () => false,
} as unknown as TrainerOptions;

/** Plain PGM, of many values. */
const picture = `P2 16 16 255\n${Array.from({ length: 256 }, (_, i) => (i * 37) % 256).join(' ')}\n`;

/** TensorFlow is not needed where it is not reached. */
const noBinding = {} as Parameters<typeof openGraph>[0];

/** Or the test that brings it about. */
const fixtures: { readonly [K in FailureCode]: (() => unknown) | string } = {
  'nothing-to-compare': 'unit/cli/compare-command.test.ts',
  'weights-damaged': 'unit/weights/torch-checkpoint.test.ts',
  'weights-digest': 'unit/weights/install.test.ts',
  'weights-missing': 'unit/weights/install.test.ts',
  'disk-full': fault('ENOSPC'),
  'file-too-large': fault('EFBIG'),
  'not-permitted': fault('EACCES'),
  'not-writable': fault('EROFS'),
  'disk-failed': fault('EIO'),
  'too-many-files': fault('EMFILE'),
  'out-of-memory': fault('ENOMEM'),
  'out-of-resources': fault('EAGAIN'),
  'file-busy': fault('ETXTBSY'),
  'system-refused': fault('EPROTO', constants.errno.EPROTO),
  'not-a-folder': refused(() => readFileSync(path.join(folder({ a: '' }), 'a', 'b'))),
  'is-a-folder': refused(() => writeFileSync(folder(), '')),
  'in-the-way': refused(() => mkdirSync(folder())),
  'file-missing': refused(() => readFileSync(path.join(folder(), 'a'))),
  'name-too-long': refused(() => writeFileSync(path.join(folder(), 'a'.repeat(300)), '')),
  'link-loop': refused(linkedToItself),

  'engine-missing': () => requireEngine(folder()),
  'engine-crashed': 'unit/cli/run-standing.test.ts',
  'engine-without-gpu': 'unit/engine/engine-facts.test.ts',
  'gpu-unavailable': () =>
    refuseMissingGpu(
      folder(),
      { device: 'gpu' },
      { ...thisMachine(), platform: 'linux', arch: 'x64', nvidiaDriver: () => undefined },
    ),
  'engine-load-failed': 'unit/engine/engine-facts.test.ts',
  'engine-test-failed': 'unit/engine/install.test.ts',
  'sharp-missing': 'unit/data/sharp-failure.test.ts',
  'cache-not-writable': 'unit/engine/install.test.ts',
  'cache-damaged': () => {
    const error = { errno: -21, code: 'EISDIR', syscall: 'read' };
    return explainFileError(Object.assign(new Error('EISDIR: illegal operation on a directory, read'), error), room);
  },
  'no-temporary-folder': () => inEnvironment('/none/tmp', () => provideTemporaryFolder({}, [], [])),
  'compiler-missing': 'unit/engine/install.test.ts',
  'node-headers-missing': 'unit/engine/install.test.ts',
  'compile-failed': 'unit/engine/install.test.ts',
  'package-damaged': 'unit/engine/install.test.ts',
  'python-missing': 'unit/engine/install.test.ts',
  'pip-missing': 'unit/engine/install.test.ts',
  'no-network': 'unit/engine/install.test.ts',
  'download-failed': 'unit/engine/install.test.ts',
  'wheel-missing': 'unit/engine/wheel-file.test.ts',
  'wheel-unreadable': 'unit/engine/wheel-file.test.ts',
  'wheel-digest': 'unit/engine/wheel-file.test.ts',
  'variant-unsupported': 'unit/engine/install.test.ts',
  'libc-unsupported': 'unit/engine/install.test.ts',
  'platform-unsupported': 'unit/engine/install.test.ts',

  'data-missing': 'unit/data/sources.test.ts',
  'data-layout': 'unit/data/folder-source.test.ts',
  'glob-empty': 'unit/data/folder-source.test.ts',
  'data-overlap': 'unit/data/folder-source.test.ts',
  'mask-unpaired': 'unit/data/mask-pairing.test.ts',
  'mask-ambiguous': 'unit/data/mask-pairing.test.ts',
  'mask-missing': 'unit/data/sources.test.ts',
  'mask-size': 'unit/data/prepare.test.ts',
  'good-image-marked': 'unit/data/mask-pairing.test.ts',
  'labels-unread': 'unit/data/mask-pairing.test.ts',
  'foreground-missing': () => listForegrounds('objects', folder(), images.slice(0, 1)),
  'validation-missing': 'engine/thresholds.test.ts',
  'holdout-empty': () => splitNormal(images, 0.01, 1),
  'batch-too-large': () => checkBatch({ train: { normal: 8, synthetic: 4 } }, images),
  'too-few-images': () => initCommand(folder({ 'good/1.pgm': picture }), {}, captureTerminal().terminal),
  'data-memory': () => pictureMemoryLimit({ ANOSEG_DATA_MEMORY: 'much' }),
  'cache-unusable': readTruncated,
  'folder-unreadable': 'unit/folders/walk.test.ts',
  'name-not-utf8': 'unit/folders/walk.test.ts',
  'pattern-too-large': () => patternMatcher('{a,b,c,d,e,f,g,h,i,j}'.repeat(6)),
  'unknown-sample': () => sampleSet('shoe'),
  'sample-side': () => sampleSet('gear', { side: 8 }),

  'image-corrupt': 'unit/data/decode.test.ts',
  'image-format': 'unit/data/decode.test.ts',
  'image-too-large': 'unit/predict/image-rows.test.ts',
  'image-missing': () => listImages([path.join(room, 'photo.png')]),
  'region-outside': 'unit/data/prepare.test.ts',
  'map-format': 'unit/score/score-maps.test.ts',
  'map-size': 'unit/metrics/accumulator.test.ts',
  'score-not-finite': 'unit/metrics/accumulator.test.ts',
  'good-with-defect': 'unit/metrics/accumulator.test.ts',
  'mixed-maps': 'unit/metrics/accumulator.test.ts',
  'maps-missing': 'unit/score/score-maps.test.ts',
  'masks-missing': 'unit/score/score-maps.test.ts',

  'lock-damaged': () => readLock(runFolder(folder({ 'lock.json': '{"format_version":"1.0","na' }))),
  'metrics-damaged': () => readMetrics(path.join(folder({ 'metrics.json': '' }), 'metrics.json')),
  'results-damaged': () =>
    requireMetrics(path.join(folder({ 'metrics.json': '', 'results.json': '' }), 'metrics.json')),
  'events-damaged': () => readHistory(path.join(folder({ 'events.jsonl': 'a,b\n1,2\n' }), 'events.jsonl')),
  'checkpoint-unreadable': () =>
    findSavedState({ parent: folder({ 'step-000010/state.json': '{"step":"ten"}' }), run: undefined }),
  'checkpoint-foreign': () =>
    findSavedState({ parent: folder({ 'step-000010/state.json': '{"step":10}' }), run: `sha256:${'0'.repeat(64)}` }),
  'machine-changed': 'unit/run/machine-here.test.ts',
  'data-changed-meanwhile': 'unit/data/unchanged-data.test.ts',
  'experiment-damaged': () => readExperiment(folder({ 'experiment.json': '{"name":"x"}' })),
  'later-release': () => readMetrics(path.join(folder({ 'metrics.json': '{"format_version":"2.0"}' }), 'metrics.json')),
  'no-run': () => readLock(runFolder(folder())),
  'lock-alone': () => runOfLock(runIn(folder()).lock),
  'no-runs': () => listRuns(path.join(room, 'none')),
  'run-incomplete': () => {
    const place = folder({ 'pipeline.anoseg': '' });
    return openStoredRun(runIn(place, emptyDigest).folder);
  },
  'run-changed': () => storedSources(runIn(folder({ 'pipeline.anoseg': 'changed' })), lock),
  'bundle-damaged': 'unit/share/bundle.test.ts',
  'not-for-sharing': 'unit/share/bundle.test.ts',
  'meaning-changed': () => checkMeaning({ ...lock, format_version: '1.1' }, `sha256:${'0'.repeat(64)}`),
  'bundle-refused': 'unit/share/bundle.test.ts',
  'data-changed': () => checkData(lock, '', { digest: 'sha256:fedcba9876543210', files: 9 }, []),
  'run-busy': 'unit/claim/claim.test.ts',
  'claim-lost': async () => {
    const place = folder();
    const claim = await claimFolder(place, 'anoseg run');
    rmSync(path.join(place, 'claim.json'));
    try {
      claim.confirm();
    } finally {
      claim.release();
    }
  },
  'run-gone': async () => {
    const place = folder();
    const claim = await claimFolder(place, 'anoseg run');
    rmSync(place, { recursive: true });
    try {
      claim.confirm();
    } finally {
      claim.release();
    }
  },
  'run-exists': 'unit/run/run-folder.test.ts',
  'out-exists': 'unit/run/run-folder.test.ts',
  'out-in-data': 'unit/run/run-folder.test.ts',
  'file-exists': 'unit/output-file.test.ts',
  'experiment-changed': async () => {
    const place = folder();
    await openExperiment(place, planned({ parameters: [widths('4')] }), 'anoseg run');
    return openExperiment(place, planned({ parameters: [seeds('1')] }), 'anoseg run');
  },
  'snakemake-missing': 'unit/snakemake/find-snakemake.test.ts',
  'snakemake-version': 'unit/snakemake/find-snakemake.test.ts',
  'snakemake-executor': 'unit/snakemake/find-snakemake.test.ts',
  'snakemake-locked': 'unit/snakemake/find-snakemake.test.ts',
  'snakemake-failed': 'unit/snakemake/find-snakemake.test.ts',
  'snakemake-not-installed': 'unit/snakemake/find-snakemake.test.ts',
  'foreign-model': 'engine/stored-model.test.ts',
  'damaged-model': 'engine/stored-model.test.ts',
  'bundle-missing': 'unit/share/bundle.test.ts',
  'bundle-without-model': 'unit/share/bundle.test.ts',
  'training-diverged': () => train(divergingTraining),
  'pipeline-missing': 'unit/cli/check-command.test.ts',
  'pipeline-unreadable': 'unit/cli/check-command.test.ts',
  'home-sign': () => refuseHomeSigns(['~/parts'], {}),
  'temporary-folder': () => inEnvironment('/none/tmp', () => openGraph(noBinding, new Uint8Array())),
};

const codes = Object.keys(failures) as FailureCode[]; // Object.keys knows no literal types.

test('each failure is brought about, in these words', async () => {
  const said = [];
  for (const code of codes) {
    const fixture = fixtures[code];
    if (typeof fixture === 'string') continue;
    const error = await broughtAbout(fixture);
    expect(error, code).toBeInstanceOf(OutsideError);
    if (!(error instanceof OutsideError)) continue;
    expect(error.code).toBe(code);
    const plain = (text: string) => text.replace(/\S*anoseg-failures-\w+(\/x-\w+)?/g, 'FOLDER');
    said.push(`${code}\n  ${plain(error.message)}\n  → ${plain(error.hint)}\n`);
  }
  await expect(said.join('\n')).toMatchFileSnapshot('failures.txt');
});

async function broughtAbout(fixture: () => unknown): Promise<unknown> {
  try {
    return await fixture();
  } catch (error) {
    return error;
  }
}

test.each(codes.filter((code) => typeof fixtures[code] === 'string'))('%s is in the test that is named', (code) => {
  const file = path.join('test', String(fixtures[code]));
  expect(existsSync(file), file).toBe(true);
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`['"\`]${code}['"\`]`));
});
