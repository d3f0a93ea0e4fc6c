// What `anoseg runs` says of a run that failed: the reason, whoever's fault it was; never that it ended without a word.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { outside } from '../../../src/diagnostics/outside-error.ts';
import { listRuns } from '../../../src/runtime/record/list-runs.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { openEventLog } from '../../../src/runtime/training/event-log.ts';
import { noted } from '../../../src/runtime/training/noted-failure.ts';

function fail(thrown: unknown) {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-noted-'));
  const log = openEventLog(runFolder(folder).events, () => 0);
  log.append({ event: 'stage', stage: 'train' });
  const passedOn = noted(thrown, log);
  const [run] = listRuns(folder);
  return { passedOn, run, last: readFileSync(runFolder(folder).events, 'utf8').trim().split('\n').at(-1) ?? '' };
}

test.each([
  [new Error('bug in anoseg: no group'), 'a bug in anoseg: no group', 4],
  [new TypeError('x is undefined'), 'a bug in anoseg: x is undefined', 4],
  [outside('training-diverged', { loss: 'dice', value: Number.NaN, step: 3 }), 'the loss `dice` is NaN at step 3', 3],
])('%s', (thrown, reason, exit) => {
  const { passedOn, run, last } = fail(thrown);
  expect(passedOn).toBe(thrown);
  expect(run).toMatchObject({ state: 'failed', stage: 'train', reason });
  expect(JSON.parse(last)).toMatchObject({ exit });
  expect(last).not.toMatch(/\.[jt]s:\d/);
});

test('a folder that is gone gets no more lines', () => {
  expect(fail(outside('run-gone', { folder: 'run' })).run).toMatchObject({ state: 'killed' });
});
