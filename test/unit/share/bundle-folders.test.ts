// The folders that bundles are unpacked into: gone when their command is done, whatever ends it; none of somebody else's is touched.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withUnpacked } from '../../../src/cli/shell/bundles.ts';
import { draftOf } from '../../../src/runtime/files/files.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-bundles-'));
const bundle = path.join(parent, 'parts.zip');
const sums = { 'lock.json': '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a' };
const list = JSON.stringify({ format_version: '1.0', files: sums, maps: {}, variables: {} });
writeFileSync(bundle, zipSync({ 'bundle.json': Buffer.from(list), 'lock.json': Buffer.from('{}') }));

let temporary = '';
beforeEach(() => {
  temporary = mkdtempSync(path.join(parent, 'temporary-'));
  vi.stubEnv('TMPDIR', temporary);
});
afterEach(() => void vi.unstubAllEnvs());

test('it is there while the work goes on, for this user alone, and gone afterwards', async () => {
  const text = await withUnpacked(bundle, ({ folder }) => readFileSync(path.join(folder, 'lock.json'), 'utf8'));
  expect(text).toBe('{}');
  expect(readdirSync(temporary)).toEqual([]);
});

test('it is gone after work that fails, and after a bundle that is none', async () => {
  await expect(withUnpacked(bundle, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  writeFileSync(path.join(parent, 'cut.zip'), readFileSync(bundle).subarray(0, 100));
  await expect(withUnpacked(path.join(parent, 'cut.zip'), () => 0)).rejects.toThrow('cut off');
  expect(readdirSync(temporary)).toEqual([]);
});

test('twenty of them leave no listener', async () => {
  const counts = () => ['exit', 'SIGINT', 'SIGTERM', 'SIGHUP'].map((name) => process.listenerCount(name));
  const before = counts();
  for (let i = 0; i < 20; i++)
    await withUnpacked(bundle, () => expect(counts()).toEqual(before.map((count) => count + 1)));
  expect(counts()).toEqual(before);
});

test('what failed is told with the name of the bundle and the file in it', async () => {
  const failing = withUnpacked(bundle, async ({ folder }) => {
    const { readRecord } = await import('../../../src/api/runs.ts');
    return readRecord(folder);
  });
  await expect(failing).rejects.toMatchObject({
    code: 'lock-damaged',
    message: expect.stringContaining(`${bundle}: lock.json is not as it was written`),
    hint: expect.stringContaining('ask for the bundle again'),
  });
});

test('what a killed process left goes with the next one; what others need, or is none of ours, stays', async () => {
  // Numbers of processes end below this one.
  const left = (name: string) => draftOf(path.join(temporary, name)).replace(/draft-\d+/, 'draft-999999999');
  const mark = /draft-\d+-([0-9a-f]{8})/;
  const elsewhere = (name: string) => left(name).replace(mark, 'draft-1-00000000');
  const [dead, living, foreign] = [
    left('anoseg-bundle-1'),
    draftOf(path.join(temporary, 'anoseg-bundle-2')),
    left('notes'),
  ];
  const [old, fresh] = [elsewhere('anoseg-bundle-3'), elsewhere('anoseg-bundle-4')];
  for (const folder of [dead, living, foreign, old, fresh]) {
    mkdirSync(path.join(folder, 'parts'), { recursive: true });
    writeFileSync(path.join(folder, 'parts/lock.json'), '{}');
  }
  const before = Date.now() / 1000 - 2 * 24 * 3600;
  utimesSync(old, before, before);
  const link = left('anoseg-bundle-5');
  symlinkSync(foreign, link);
  writeFileSync(left('anoseg-bundle-6'), 'a file');
  await withUnpacked(bundle, () => undefined);
  expect([dead, old].map((place) => existsSync(place))).toEqual([false, false]);
  const kept = [living, foreign, fresh, link, left('anoseg-bundle-6')].map((place) => path.basename(place));
  expect(readdirSync(temporary).toSorted()).toEqual(kept.toSorted());
  expect(existsSync(path.join(foreign, 'parts/lock.json'))).toBe(true);
});
