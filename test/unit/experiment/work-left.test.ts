// Which run a process takes next beside others, and what it tells of the whole.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { claimFolder } from '../../../src/runtime/claim/claim.ts';
import { wholeProgress } from '../../../src/runtime/experiment/whole-progress.ts';
import { WorkLeft } from '../../../src/runtime/experiment/work-left.ts';
import { tree } from '../data/tree.ts';

const runs = ['a', 'b', 'c'].map((folder) => ({ folder, parameters: { width: folder }, digest: '' }));
const failure = `${JSON.stringify({ time: '2026-01-01T00:00:00Z', event: 'failed', message: 'no', code: 'x' })}\n`;

test('the first that is neither finished nor claimed; then those of others, as long as they are claimed', async () => {
  const folder = await tree({ 'a/metrics.json': Buffer.from('{}') });
  mkdirSync(path.join(folder, 'b'));
  const left = new WorkLeft(folder, runs);
  const claim = await claimFolder(path.join(folder, 'b'), 'anoseg run');
  expect(left.next()).toMatchObject({ kind: 'run', run: { folder: 'c' } });
  expect([left.over, left.elsewhere]).toEqual([1, 1]);
  if (runs[2]) left.tried(runs[2]);
  expect(left.next()).toMatchObject({ kind: 'others', runs: [{ folder: 'b' }] });
  claim.release();
  expect(left.next()).toMatchObject({ kind: 'run', run: { folder: 'b' } });
  writeFileSync(path.join(folder, 'b', 'metrics.json'), '{}');
  expect(left.next()).toEqual({ kind: 'none' });
});

test('what failed before is tried once more; what another process has failed at since is not', async () => {
  const folder = await tree({ 'a/events.jsonl': Buffer.from(failure) });
  const left = new WorkLeft(folder, runs);
  expect(left.next()).toMatchObject({ kind: 'run', run: { folder: 'a' } });
  writeFileSync(path.join(folder, 'a', 'events.jsonl'), failure + failure);
  expect(left.next()).toMatchObject({ kind: 'run', run: { folder: 'b' } });
  rmSync(path.join(folder, 'a'), { recursive: true });
  mkdirSync(path.join(folder, 'b'));
  writeFileSync(path.join(folder, 'b', 'events.jsonl'), failure.replace('failed', 'stage'));
  // One that was killed meanwhile has said nothing.
  expect(new WorkLeft(folder, runs.slice(1)).next()).toMatchObject({ kind: 'run', run: { folder: 'b' } });
});

test('the time that is left is that of a usual run, shared by those who work', () => {
  const counts = { total: 10, over: 4, elsewhere: 0 };
  expect(wholeProgress(counts, [])).toEqual({ number: 5, total: 10, left: undefined });
  expect(wholeProgress(counts, [1000, 90_000, 2000])).toEqual({ number: 5, total: 10, left: 12_000 });
  expect(wholeProgress({ ...counts, elsewhere: 2 }, [1000])).toEqual({ number: 7, total: 10, left: 2000 });
});
