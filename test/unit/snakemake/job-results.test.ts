// What is told of jobs that did not finish their runs: by the run's folder, or by the log of the job.
import path from 'node:path';
import { expect, test } from 'vitest';
import { jobEnds, unfinishedText } from '../../../src/cli/commands/run/snakemake/job-results.ts';
import { tree } from '../data/tree.ts';

const run = (folder: string) => ({ folder, parameters: { seed: folder }, digest: '' });
const lines = (...texts: readonly (string | object)[]) =>
  Buffer.from(texts.map((text) => `${typeof text === 'string' ? text : JSON.stringify(text)}\n`).join(''));

test('each with its code, its reason and its log; what never began by the error in its log', async () => {
  const time = '2026-11-29T10:00:00Z';
  const failed = { event: 'failed', time, code: 'image-corrupt', message: 'a.png cannot be read', hint: '', exit: 3 };
  const folder = await tree({
    '1/events.jsonl': lines({ event: 'stage', time, stage: 'data' }, failed),
    'logs/1.log': lines('error: a.png cannot be read'),
    'logs/2.log': lines(
      'error: notes.txt is in the way',
      '  help: take it away',
      '',
      'to choose a variant by this table',
    ),
    'logs/3.log': lines('Killed'),
  });
  const ends = jobEnds(folder, ['1', '2', '3', '4'].map(run));
  expect(ends.map(({ code }) => code)).toEqual(['image-corrupt', undefined, undefined, undefined]);
  const log = (name: string) => `its log: ${path.join(folder, 'logs', `${name}.log`)}`;
  expect(unfinishedText(folder, ends).split('\n')).toEqual([
    'error: 4 of 4 runs are not finished:',
    `  1: image-corrupt: a.png cannot be read; ${log('1')}`,
    `  2: notes.txt is in the way; ${log('2')}`,
    `  3: Killed; ${log('3')}`,
    '  4: its job never began',
    expect.stringMatching(/^ {2}help: the same command, or `anoseg run .* --on snakemake`/),
    '',
  ]);
  expect(unfinishedText(folder, [])).toBe('');
});
