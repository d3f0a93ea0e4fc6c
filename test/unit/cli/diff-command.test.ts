// `anoseg diff`: its exit code, its text and its JSON, for files, run folders and locks.
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { diffCommand } from '../../../src/cli/commands/diff/diff.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { runOfLock } from '../../../src/runtime/compare/recorded.ts';
import { digestOf, type HashedItem, hashContent } from '../../../src/runtime/record/data-digest.ts';
import { writeDataList } from '../../../src/runtime/record/data-list.ts';
import { listRuns } from '../../../src/runtime/record/list-runs.ts';
import type { LockFile } from '../../../src/runtime/record/lock.ts';
import { readRecord } from '../../../src/runtime/record/stored-run.ts';
import { writeBundle } from '../../../src/runtime/share/write-bundle.ts';
import { checkedModel } from '../../pipelines.ts';
import { signed } from '../run/whole-lock.ts';
import { metrics } from '../ui/scripted-run.ts';
import { captureTerminal } from './captured-terminal.ts';

const shipped = readFileSync('pipelines/quickstart.anoseg', 'utf8');
// The shipped library lies beside the built command; here it is a file like any other.
const text = shipped.replace('"std:blocks/pix2pix"', '"pix2pix"');
const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-diff-'));
cpSync('pipelines/blocks/pix2pix.anoseg', path.join(parent, 'pix2pix.anoseg'));
const fileOf = (name: string, content: string) => {
  writeFileSync(path.join(parent, name), content);
  return path.join(parent, name);
};
const one = fileOf('one.anoseg', text);
const wide = fileOf('wide.anoseg', text.replace('param width = 16', 'param width = 24'));

async function diff(a: string, b: string, options = {}) {
  const { terminal, stdout } = captureTerminal(options);
  const exit = await diffCommand([a, b], options, terminal);
  return { exit, out: stdout() };
}

function runOf(name: string, width: string): string {
  const folder = path.join(parent, name);
  const blocks = readFileSync('pipelines/blocks/pix2pix.anoseg', 'utf8');
  mkdirSync(path.join(folder, 'imports'), { recursive: true });
  writeFileSync(path.join(folder, 'pipeline.anoseg'), text);
  writeFileSync(path.join(folder, 'imports/pix2pix.anoseg'), blocks);
  const sha256 = (content: string) => createHash('sha256').update(content).digest('hex');
  const sources = [
    { name: 'quickstart.anoseg', file: 'pipeline.anoseg', sha256: sha256(text) },
    { name: 'pix2pix.anoseg', file: 'imports/pix2pix.anoseg', sha256: sha256(blocks) },
  ];
  const lock = {
    ...{
      format_version: '1.1',
      name: 'quickstart',
      anoseg: '1',
      parameters: { width },
      seed: 1,
      steps: 1500,
      threads: 1,
    },
    ...{ device: 'cpu', node: 'v20', engine: { tensorflow: '2.19', variant: 'cpu' } },
    pipeline: { digest: `sha256:${width}`, entry: 'quickstart.anoseg', sources },
    data: { digest: 'sha256:d', files: 9, folder: '/data' },
    cpu: { model: 'x', architecture: 'x64', features: [] },
  };
  writeFileSync(path.join(folder, 'lock.json'), JSON.stringify(lock));
  return folder;
}

test('0 where two mean the same, 1 where something differs', async () => {
  expect(await diff(one, one)).toMatchObject({ exit: 0, out: expect.stringContaining('mean the same') });
  const { exit, out } = await diff(one, wide);
  expect(exit).toBe(1);
  expect(out).toMatch(/param\.width {2}16 → 24 {2}.*one\.anoseg:9:15, .*wide\.anoseg:9:15/);
  expect(out).toContain('12 more follow from these');
  expect(out).not.toContain('conv.channels');
  expect((await diff(one, wide, { all: true })).out).toContain('generator/e1/conv.channels');
  expect((await diff(one, wide, { quiet: true })).out).toBe('');
});

test('JSON has every difference', async () => {
  const { out } = await diff(one, wide, { json: true });
  const { equal, changes, differences } = JSON.parse(out);
  expect(equal).toBe(false);
  expect(changes[0]).toEqual({
    ...{ area: 'parameters', subjects: ['param.width'], what: '16 → 24', follows: false },
    ...{ a_place: expect.stringMatching(/one\.anoseg:9:15$/), b_place: expect.stringMatching(/wide\.anoseg:9:15$/) },
  });
  expect(differences).toContainEqual(
    expect.objectContaining({ area: 'settings', name: 'generator/e1/conv.channels', a: '16', b: '24', follows: true }),
  );
  expect(JSON.parse((await diff(one, one, { json: true })).out)).toEqual({
    ...{ format_version: '1.0', equal: true, changes: [], differences: [] },
  });
});

test('a run is its pipeline with its parameters, whether the folder is named or its lock', async () => {
  const [run, other] = [runOf('run', '24'), runOf('other', '32')];
  expect(await diff(wide, run)).toMatchObject({ exit: 0 });
  expect((await diff(run, path.join(other, 'lock.json'))).out).toMatch(/param\.width {2}24 → 32/);
});

/** A run whose lock says what it is; `edit`: what somebody did to it. */
function signedRun(name: string, edit: (lock: LockFile) => object = (lock) => lock): string {
  const folder = runOf(name, '24');
  const file = path.join(folder, 'lock.json');
  const lock = signed({ ...JSON.parse(readFileSync(file, 'utf8')), format_version: '1.2', command: 'anoseg run' });
  writeFileSync(file, JSON.stringify(edit(lock)));
  return folder;
}

test('a lock that was edited is believed by no command, places in it are free', async () => {
  const whole = signedRun('whole');
  const forged = signedRun('forged', (lock) => ({ ...lock, threads: 2 }));
  for (const place of [forged, path.join(forged, 'lock.json')])
    await expect(diff(whole, place)).rejects.toMatchObject({ code: 'lock-damaged' });
  expect(() => readRecord(forged)).toThrow('it was edited');
  expect(() => runOfLock(path.join(forged, 'lock.json'))).toThrow('it was edited');
  expect(listRuns(forged)).toMatchObject([{ state: 'unreadable', reason: expect.stringContaining('it was edited') }]);
  const alone = fileOf('forged.json', readFileSync(path.join(forged, 'lock.json'), 'utf8'));
  await expect(diff(alone, whole)).rejects.toMatchObject({ code: 'lock-damaged' });
  await expect(
    diff(
      whole,
      signedRun('unsigned', ({ identity: _, ...lock }) => lock),
    ),
  ).rejects.toMatchObject({
    code: 'lock-damaged',
  });
  const moved = signedRun('moved', (lock) => ({ ...lock, command: 'x', data: { ...lock.data, folder: '/else' } }));
  expect(await diff(whole, moved)).toMatchObject({ exit: 0 });
});

test('the same of a bundle, whose list of files may be as forged', async () => {
  const whole = signedRun('to-share');
  writeFileSync(path.join(whole, 'metrics.json'), JSON.stringify(metrics));
  const shared = path.join(parent, 'shared.zip');
  writeBundle(readRecord(whole), { file: shared, force: false }, { withModel: false });
  expect(await diff(whole, shared)).toMatchObject({ exit: 0 });
  const files = unzipSync(readFileSync(shared));
  const lock = JSON.parse(strFromU8(files['lock.json'] ?? new Uint8Array()));
  const list = JSON.parse(strFromU8(files['bundle.json'] ?? new Uint8Array()));
  const forged = JSON.stringify({ ...lock, threads: 2 });
  const sums = { ...list.files, 'lock.json': createHash('sha256').update(forged).digest('hex') };
  const content = { 'lock.json': strToU8(forged), 'bundle.json': strToU8(JSON.stringify({ ...list, files: sums })) };
  const file = path.join(parent, 'forged.zip');
  writeFileSync(file, zipSync({ ...files, ...content }));
  await expect(diff(whole, file)).rejects.toMatchObject({ code: 'lock-damaged' });
});

test('a run whose pipeline was edited is compared as it began, and that is said', async () => {
  const run = signedRun('edited');
  const kept = path.join(run, '.sources');
  for (const file of ['pipeline.anoseg', 'imports/pix2pix.anoseg']) cpSync(path.join(run, file), path.join(kept, file));
  expect((await diff(run, wide)).out).not.toContain('warning');
  writeFileSync(path.join(run, 'pipeline.anoseg'), text.replace('param width = 16', 'param width = 99'));
  const { exit, out } = await diff(run, wide);
  expect(exit).toBe(0);
  expect(out).toContain(
    `warning: ${run}: pipeline.anoseg was edited since the run began; what it began with is compared`,
  );
  expect((await diff(run, wide, { quiet: true })).out).toBe('');
});

test('a lock stands for the run that it lies in, by itself it is none to run again', () => {
  const run = signedRun('beside');
  expect(runOfLock(path.join(run, 'lock.json'))).toBe(run);
  expect(runOfLock(run)).toBe(run);
  const content = readFileSync(path.join(run, 'lock.json'), 'utf8');
  mkdirSync(path.join(parent, 'alone'));
  for (const name of ['alone/lock.json', 'beside/copy.json'])
    expect(() => runOfLock(fileOf(name, content))).toThrow(expect.objectContaining({ code: 'lock-alone' }));
});

test('what is wrong with one of them is told', async () => {
  const wrong = fileOf('wrong.anoseg', text.replace('width = 16', 'width = "wide"'));
  expect(await diff(one, wrong)).toMatchObject({ exit: 1, out: expect.stringContaining('error[') });
  await expect(diff(one, parent)).rejects.toMatchObject({ code: 'no-run' });
  const damaged = fileOf('lock.json', '{');
  await expect(diff(damaged, one)).rejects.toMatchObject({ code: 'lock-damaged' });
});

test('other data: file by file with both hashes, so many of them; all in JSON', async () => {
  const withData = (name: string, items: readonly HashedItem[]) => {
    const run = signedRun(name, (lock) => signed({ ...lock, data: { ...lock.data, ...digestOf(items) } }));
    writeDataList(path.join(run, 'data.csv'), items);
    return run;
  };
  const item = (file: string, content: string) => ({ name: file, contents: [hashContent(content)] });
  const many = Array.from({ length: 30 }, (_, i) => item(`new/${i}.png`, `n${i}`));
  const before = withData('data-before', [item('a.png', '1'), item('b.png', '2'), item('c.png', '3')]);
  const after = withData('data-after', [item('a.png', '1'), item('b.png', '4'), ...many]);
  const short = (content: string) => hashContent(content).slice(0, 12);
  const { exit, out } = await diff(before, after);
  expect(exit).toBe(1);
  expect(out).toMatch(new RegExp(`b\\.png +${short('2')} → ${short('4')}\\n`));
  expect(out).toMatch(new RegExp(`c\\.png +- ${short('3')}\\n`));
  expect(out).toMatch(new RegExp(`new/0\\.png +\\+ ${short('n0')}\\n`));
  expect(out).toContain('and 14 more (--all shows them)');
  const { differences } = JSON.parse((await diff(before, after, { json: true })).out);
  expect(differences.filter(({ area }: { area: string }) => area === 'data')).toHaveLength(34);
  expect(differences).toContainEqual(
    expect.objectContaining({ name: 'b.png', a: `sha256:${hashContent('2')}`, b: `sha256:${hashContent('4')}` }),
  );
});

test('every kind against every other: 0 where they mean the same, else 1', async () => {
  const digest = digestPipeline(checkedModel(wide));
  const run = signedRun('any-run', (found) => signed({ ...found, pipeline: { ...found.pipeline, digest } }));
  writeFileSync(path.join(run, 'metrics.json'), JSON.stringify(metrics));
  const bundle = path.join(parent, 'any.zip');
  writeBundle(readRecord(run), { file: bundle, force: false }, { withModel: false });
  const lock = fileOf('any.json', readFileSync(path.join(run, 'lock.json'), 'utf8'));
  const same = [wide, run, path.join(run, 'lock.json'), bundle, lock];
  for (const a of same) for (const b of same) expect((await diff(a, b)).exit, `${a} ${b}`).toBe(0);
  const unlike = signedRun('any-other', (found) => signed({ ...found, threads: 2, parameters: { width: '32' } }));
  for (const a of same) {
    expect((await diff(a, one)).exit, a).toBe(1);
    expect((await diff(unlike, a)).exit).toBe(1);
  }
  const { out } = await diff(lock, path.join(unlike, 'lock.json'));
  expect(out).toMatch(/threads +1 → 2/);
});
