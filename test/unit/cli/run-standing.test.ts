// What the terminal's process says after the engine has ended: `--resume` only where the run folder can go on.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { RunStanding } from '../../../src/cli/commands/run/run-standing.ts';

const start = (run: string, from = 0) =>
  ({ event: 'start', run, name: 'n', digest: '', steps: 100, from, losses: [], report: [] }) as const;
const crash = { code: 'engine-crashed', message: 'it ended', hint: 'look', exit: 3 } as const;
const folder = (hasLock: boolean): string => {
  const run = mkdtempSync(path.join(tmpdir(), 'anoseg-standing-'));
  if (hasLock) writeFileSync(path.join(run, 'lock.json'), '{}');
  return run;
};

test('while images are read nothing is left to go on with', () => {
  const run = folder(false);
  const standing = new RunStanding();
  standing.take(start(run));
  standing.take({ event: 'progress', stage: 'data', done: 5, total: 9 });
  expect(standing.killed()).toEqual({ event: 'killed', run, step: 0, saved: 0, resumable: false });
  expect(standing.failed(crash)).toMatchObject({ hint: 'look' });
});

test('in training the last save counts', () => {
  const run = folder(true);
  const standing = new RunStanding();
  standing.take(start(run));
  expect(standing.failed(crash)).toMatchObject({ hint: `look; \`anoseg run --resume ${run}\` begins again` });
  standing.take({ event: 'checkpoint', step: 40, path: '' });
  standing.take({ event: 'progress', stage: 'train', done: 63, total: 100 });
  expect(standing.killed()).toMatchObject({ step: 63, saved: 40, resumable: true });
  expect(standing.failed(crash)).toMatchObject({
    hint: `look; \`anoseg run --resume ${run}\` goes on from step 40`,
  });
});

test.each(['image-corrupt', 'data-missing', 'out-of-memory', 'file-missing'])('%s passes, too', (code) => {
  const run = folder(true);
  const standing = new RunStanding();
  standing.take(start(run, 40));
  const { hint } = { hint: '', ...standing.failed({ ...crash, code }) };
  expect(hint).toBe(`look; \`anoseg run --resume ${run}\` goes on from step 40`);
});

test('a run that went on has what it began with', () => {
  const standing = new RunStanding();
  standing.take(start(folder(true), 50));
  expect(standing.killed()).toMatchObject({ step: 50, saved: 50 });
});

test('where going on would fail again, it is not said', () => {
  const standing = new RunStanding();
  standing.take(start(folder(true)));
  expect(standing.failed({ ...crash, code: 'training-diverged' })).toMatchObject({ hint: 'look' });
});
