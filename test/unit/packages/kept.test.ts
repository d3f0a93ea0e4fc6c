// Packages in what a run keeps and shares: without the folders they were in, each version by itself.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { convert, format } from '../../../src/api/pipeline.ts';
import { checkCommand } from '../../../src/cli/commands/check/check.ts';
import { check } from '../../../src/compiler/check.ts';
import { bundledSource, bundleOf, bundleReader, type SourceBundle } from '../../../src/dsl/load/bundle.ts';
import { createSyntax } from '../../../src/dsl/load/parse.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { type LockFile, lockVersion } from '../../../src/runtime/record/lock.ts';
import { readRecord } from '../../../src/runtime/record/stored-run.ts';
import { storedFiles, storedSources, storeSources } from '../../../src/runtime/record/stored-sources.ts';
import { openBundle } from '../../../src/runtime/share/open-bundle.ts';
import { writeBundle } from '../../../src/runtime/share/write-bundle.ts';
import { captureTerminal } from '../cli/captured-terminal.ts';
import { signed } from '../run/whole-lock.ts';
import { metrics } from '../ui/scripted-run.ts';
import { block, checkFile, type Files, laidOut, manifest, pipeline } from './laid-out.ts';

/** Two versions of one package, two packages of one name and version, a library of ours and folders called like it. */
const uses = [
  'use "npm:@lab/blocks/unet" { a as scoped }',
  'use "npm:core/a" { a as core }',
  'use "std:blocks/pix2pix" { down }',
  'use "npm/core@1.0.0/a" { a as mine }',
];
const everything: Files = {
  'work/p.anoseg': pipeline(uses.join('\n'), 'scoped -> core -> mine -> down(8) -> resize(16, 16)'),
  'work/npm/core@1.0.0/a.anoseg': block('a', 3),
  'node_modules/core/package.json': manifest('core', '1.0.0'),
  'node_modules/core/a.anoseg': block('a', 5),
  'node_modules/@lab/blocks/package.json': manifest('@lab/blocks'),
  'node_modules/@lab/blocks/unet.anoseg':
    'anoseg 1\nuse "npm:core/a" { a as c }\nuse "npm:other/a" { a as o }\nuse "parts/b" { a as b }\nblock a(x) { return x -> c -> o -> b }\n',
  'node_modules/@lab/blocks/parts/b.anoseg': block('a', 6),
  'node_modules/@lab/blocks/node_modules/core/package.json': manifest('core', '2.0.0'),
  'node_modules/@lab/blocks/node_modules/core/a.anoseg': block('a', 7),
  'node_modules/other/package.json': manifest('other', '1.0.0'),
  'node_modules/other/a.anoseg': 'anoseg 1\nuse "npm:core/a" { a as c }\nblock a(x) { return x -> c }\n',
  'node_modules/other/node_modules/core/package.json': manifest('core', '1.0.0'),
  'node_modules/other/node_modules/core/a.anoseg': block('a', 8),
};

function bundleAndDigest(folder: string, name: string) {
  const { loaded, model, diagnostics } = checkFile(path.join(folder, name));
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return { bundle: bundleOf(loaded), digest: digestPipeline(model) };
}

function digestOf(bundle: SourceBundle): string {
  const options = { syntax: createSyntax(), reader: bundleReader(bundle), overrides: new Map(), name: 'packages' };
  const { model, diagnostics } = check(bundledSource(bundle), options);
  if (model === undefined) throw new Error(diagnostics.map(({ summary }) => summary).join('\n'));
  return digestPipeline(model);
}

/** A run that has begun, whose packages are gone. */
function run(): { readonly folder: string; readonly digest: string } {
  const from = laidOut(everything);
  const { bundle, digest } = bundleAndDigest(from, 'work/p.anoseg');
  rmSync(from, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-kept-'));
  const lock = signed({
    ...{
      format_version: lockVersion,
      name: 'packages',
      anoseg: '0.1.0',
      parameters: {},
      seed: 1,
      steps: 2,
      threads: 1,
    },
    pipeline: { digest, entry: bundle.entry, ...storeSources({ folder }, bundle) },
    ...{ device: 'cpu', node: 'v20', data: { digest: 'sha256:1', files: 3, folder: 'data' } },
    engine: { tensorflow: '2.19.1', variant: 'cpu', onednn: true },
    cpu: { model: 'x', architecture: 'x64', features: ['avx'] },
  } satisfies LockFile);
  writeFileSync(path.join(folder, 'lock.json'), JSON.stringify(lock));
  return { folder, digest };
}

test('a bundle means the same without the packages, two versions and two of one version included', () => {
  const { bundle, digest } = bundleAndDigest(laidOut(everything), 'work/p.anoseg');
  expect(Object.keys(bundle.files)).toEqual([
    'p.anoseg',
    'npm:@lab/blocks@1.2.0/unet.anoseg',
    'npm:core@2.0.0/a.anoseg',
    'npm:other@1.0.0/a.anoseg',
    'npm:core@1.0.0/a.anoseg',
    'npm:@lab/blocks@1.2.0/parts/b.anoseg',
    'npm:core@1.0.0~2/a.anoseg',
    'std:blocks/pix2pix',
    'npm/core@1.0.0/a.anoseg',
  ]);
  expect(digestOf(bundle)).toBe(digest);
  // A bundle of it is the same again.
  const again = check(bundledSource(bundle), {
    ...{ syntax: createSyntax(), reader: bundleReader(bundle), overrides: new Map(), name: 'packages' },
  });
  expect(bundleOf(again.loaded)).toEqual(bundle);
});

test('each file has a place of its own, and comes back', () => {
  const { bundle } = bundleAndDigest(laidOut(everything), 'work/p.anoseg');
  const files = storedFiles(bundle).map(({ file }) => file);
  expect(new Set(files).size).toBe(files.length);
  expect(files).toContain('imports/npm/core@1.0.0/a.anoseg');
  expect(files).toContain('imports/own/npm/core@1.0.0/a.anoseg');
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-kept-'));
  const locked = storeSources({ folder }, bundle);
  expect(storedSources({ folder }, { pipeline: { entry: bundle.entry, ...locked } })).toEqual(bundle);
});

test('the lock has name, version and digest of each package, the digest as `sha256sum` makes it', () => {
  const { folder } = run();
  const { pipeline: locked } = JSON.parse(readFileSync(path.join(folder, 'lock.json'), 'utf8'));
  expect(locked.packages.map(({ name, version }: Record<string, string>) => `${name} ${version}`)).toEqual([
    '@lab/blocks 1.2.0',
    'core 2.0.0',
    'other 1.0.0',
    'core 1.0.0',
    'core 1.0.0',
  ]);
  const inPackage = 'sha256sum parts/b.anoseg unet.anoseg | sha256sum';
  const cwd = path.join(folder, 'imports/npm/@lab/blocks@1.2.0');
  const sum = execFileSync('sh', ['-c', inPackage], { cwd, encoding: 'utf8' }).split(' ')[0];
  expect(locked.packages[0].digest).toBe(`sha256:${sum}`);
});

test('a run, and the bundle of it, are read without the packages', async () => {
  const { folder, digest } = run();
  expect(readRecord(folder).digest).toBe(digest);
  writeFileSync(path.join(folder, 'metrics.json'), JSON.stringify(metrics));
  const file = `${folder}.zip`;
  const { files } = writeBundle(readRecord(folder), { file, force: false }, { withModel: false });
  expect(files).toContain('imports/npm/@lab/blocks@1.2.0/unet.anoseg');
  const opened = `${folder}-opened`;
  await openBundle(file, opened);
  expect(readRecord(opened).digest).toBe(digest);
});

test('`check` takes a run as what it kept, one file, and leaves runs below a folder out', async () => {
  const { folder } = run();
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-kept-'));
  renameSync(folder, path.join(parent, 'run'));
  writeFileSync(path.join(parent, 'mine.anoseg'), block('a', 3));
  const checked = async (...names: readonly string[]) => {
    const { terminal, stdout } = captureTerminal();
    const places = names.map((name) => path.join(parent, name));
    return { exit: await checkCommand(places, {}, terminal), out: stdout() };
  };
  expect(await checked('run')).toEqual({ exit: 0, out: `${path.join(parent, 'run')}: valid\n` });
  expect(await checked('run/', 'mine.anoseg')).toEqual({ exit: 0, out: '2 files: valid\n' });
  expect(await checked('.')).toMatchObject({ exit: 0, out: expect.stringContaining('mine.anoseg: valid') });
  writeFileSync(path.join(parent, 'run', 'pipeline.anoseg'), 'anoseg 1\n');
  await expect(checked('run')).rejects.toMatchObject({ code: 'run-changed' });
});

test('a lock whose package has another digest than its files is refused', () => {
  const { folder } = run();
  const file = path.join(folder, 'lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  lock.pipeline.packages[0].digest = 'sha256:0';
  writeFileSync(file, JSON.stringify(signed(lock)));
  expect(() => readRecord(folder)).toThrow(/the digest of the package @lab\/blocks@1\.2\.0 is sha256:0/);
});

test('where an import lies changes no digest', () => {
  const parts = { 'parts/a.anoseg': block('a', 9), 'node_modules/plain/a.anoseg': block('a', 9) };
  const digests = ['parts/a', 'npm:plain/a', 'npm:@x/y/deep/a'].map((use) => {
    const folder = laidOut({
      ...parts,
      'node_modules/plain/package.json': manifest('plain'),
      'node_modules/@x/y/package.json': manifest('@x/y', '3.1.4'),
      'node_modules/@x/y/deep/a.anoseg': block('a', 9),
      'p.anoseg': pipeline(`use "${use}" { a }`, 'a'),
    });
    return bundleAndDigest(folder, 'p.anoseg').digest;
  });
  expect(new Set(digests).size).toBe(1);
});

test('through a linked folder, or as a link, a pipeline keeps its imports', () => {
  const folder = laidOut({
    'real/p.anoseg': pipeline('use "b/own" { a }\nuse "npm:plain/a" { a as p }', 'a -> p'),
    'real/b/own.anoseg': block('a', 3),
    'node_modules/plain/package.json': manifest('plain'),
    'node_modules/plain/a.anoseg': block('a', 4),
    link: '->real',
    'elsewhere/q.anoseg': '->../real/p.anoseg',
  });
  const { bundle, digest } = bundleAndDigest(folder, 'real/p.anoseg');
  for (const name of ['link/p.anoseg', 'elsewhere/q.anoseg']) {
    const other = bundleAndDigest(folder, name);
    expect(other).toEqual({ bundle, digest });
    expect(digestOf(other.bundle)).toBe(digest);
  }
});

test('the other syntax and the canonical form name packages alike', () => {
  const { bundle, digest } = bundleAndDigest(laidOut(everything), 'work/p.anoseg');
  const text = everything['work/p.anoseg'] ?? '';
  const yaml = convert(text, 'yaml').text ?? '';
  expect(yaml).toContain('- from: npm:@lab/blocks/unet\n');
  const forms = {
    'p.anoseg': format(text).text ?? '',
    'p.yaml': yaml,
    'q.anoseg': convert(yaml, 'anoseg', { filename: 'p.yaml' }).text ?? '',
  };
  for (const [name, form] of Object.entries(forms)) {
    const { 'work/p.anoseg': _, ...others } = everything;
    const other = bundleAndDigest(laidOut({ ...others, [`work/${name}`]: form }), `work/${name}`);
    expect(other.digest).toBe(digest);
    expect(other.bundle.packages).toEqual(bundle.packages);
  }
});
