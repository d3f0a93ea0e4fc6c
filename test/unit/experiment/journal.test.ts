// The folder of an experiment: who may begin one there, who may go on, and what is said where it is another one.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { standingOf } from '../../../src/runtime/experiment/experiment.ts';
import { openExperiment, readExperiment } from '../../../src/runtime/experiment/journal.ts';
import { restatements } from '../../../src/runtime/experiment/restated.ts';
import { tree } from '../data/tree.ts';
import { pipelineText, planned, seeds, widths } from './planned.ts';

const open = (folder: string, asked: Parameters<typeof planned>[0]) =>
  openExperiment(folder, planned(asked), 'anoseg run');
const newFolder = async () => path.join(await tree({}), 'grid');

test('it begins once: all who ask at the same time get the same runs in the same folders', async () => {
  const folder = await newFolder();
  const asked = { parameters: [widths('4', '8'), seeds('1', '2')] };
  const all = await Promise.all(Array.from({ length: 5 }, () => open(folder, asked)));
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(all[0]?.runs.map((run) => run.folder)).toEqual([
    ...['width_4_seed_1', 'width_8_seed_1', 'width_4_seed_2', 'width_8_seed_2'],
  ]);
  expect(readdirSync(folder)).toEqual(['experiment.json']);
  expect(readExperiment(folder)).toMatchObject(all[0] ?? {});
});

test('a folder with something else in it is refused, and left alone', async () => {
  const folder = await tree({ 'notes.txt': Buffer.from('x') });
  const refused = { code: 'out-exists', message: expect.stringContaining('notes.txt') };
  await expect(open(folder, { parameters: [widths('4')] })).rejects.toMatchObject(refused);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
});

test('values can be added; what was there keeps its folder', async () => {
  const folder = await newFolder();
  const before = await open(folder, { parameters: [widths('4', '8')] });
  const after = await open(folder, { parameters: [widths('2', '4')] });
  expect(after.runs.slice(0, 2)).toEqual(before.runs);
  expect(after.runs.map((run) => run.folder)).toEqual(['4', '8', '2']);
  expect(after.parameters).toEqual([widths('4', '8', '2')]);
  // Fewer of them is the same experiment.
  expect(await open(folder, { parameters: [widths('8')] })).toMatchObject(after);
});

test('a value that is the name of a file or folder of the experiment has a folder beside it', async () => {
  const names = ['logs', 'LOGS', 'Snakefile', 'snakefile', 'experiment.json', 'Claim.json', 'lock.json', '.snakemake'];
  const { runs } = await open(await newFolder(), { parameters: [widths(...names, 'logs_', 'log')] });
  expect(runs.map((run) => run.folder)).toEqual([
    ...['logs-2', 'LOGS-3', 'Snakefile-2', 'snakefile-3', 'experiment.json-2', 'Claim.json-2', 'lock.json-2'],
    ...['_snakemake', 'logs_', 'log'],
  ]);
});

test('a file says what parameters are for, and what was looked at, also of runs that are there', async () => {
  const folder = await newFolder();
  const asked = { parameters: [seeds('1', '2'), widths('4', '8')] };
  const before = await open(folder, asked);
  const compared = { ...widths('4', '8'), role: 'compared' as const };
  // In the file widths are variants, and seeds are not repeated.
  const said = { parameters: [{ ...seeds('1', '2'), role: 'other' as const }, compared] };
  const after = await open(folder, { ...said, saysRoles: true, lookedAt: 'nothing' });
  expect(after).toMatchObject({ ...said, looked_at: 'nothing' });
  expect(restatements(before, after)).toEqual([
    ...['each.seed, was repeat.seed', 'compare.width, was each.width', 'looked_at = "nothing", was not said'],
  ]);
  // Words say neither; a file without a sentence leaves the one that is there, another one replaces it.
  expect(await open(folder, asked)).toEqual(after);
  expect(await open(folder, { ...said, saysRoles: true })).toEqual(after);
  const other = await open(folder, { ...said, saysRoles: true, lookedAt: 'two categories' });
  expect(restatements(after, other)).toEqual(['looked_at = "two categories", was "nothing"']);
  expect(readExperiment(folder)).toEqual(other);
});

test('what parameters are for decides the order of the runs, each of which keeps its folder', async () => {
  const folder = await newFolder();
  const one = (role: 'other' | 'compared' | 'repeated') => ({ ...widths('4', '8'), role });
  const two = { ...seeds('1', '2'), role: 'other' as const };
  const foldersAs = async (role: Parameters<typeof one>[0], saysRoles: boolean) =>
    (await open(folder, { parameters: [one(role), two], saysRoles })).runs.map((run) => run.folder);
  expect(await foldersAs('other', false)).toEqual([
    ...['width_4_seed_1', 'width_4_seed_2', 'width_8_seed_1', 'width_8_seed_2'],
  ]);
  expect(await foldersAs('compared', true)).toEqual([
    ...['width_4_seed_1', 'width_8_seed_1', 'width_4_seed_2', 'width_8_seed_2'],
  ]);
});

test('comments and layout are no other experiment', async () => {
  const folder = await newFolder();
  await open(folder, { parameters: [widths('4')] });
  await open(folder, { parameters: [widths('4')], text: `${pipelineText}// done\n` });
});

test('threads that nobody names are those of the folder, or of each machine where that has none', async () => {
  const folder = await newFolder();
  await open(folder, { parameters: [widths('4')] });
  expect(await open(folder, { parameters: [widths('8')], threads: null })).toMatchObject({ threads: 1 });
  // As jobs of a cluster do, whose number is reckoned.
  const free = await newFolder();
  await open(free, { parameters: [widths('4')], threads: null });
  expect(await open(free, { parameters: [widths('8')], threads: 2 })).toMatchObject({ threads: null });
});

describe('another experiment is refused with what differs', () => {
  const widths48 = [widths('4', '8')];
  test.each([
    ['other names', { parameters: [seeds('1')] }, 'it is for each `width`, and not for each `seed`'],
    [
      'a name more',
      { parameters: [...widths48, seeds('1')] },
      'it is for each `width`, and not for each `seed`, `width`',
    ],
    ['other data', { parameters: widths48, data: '/data/b' }, 'its data is drawn, and not /data/b'],
    [
      'other threads',
      { parameters: [widths('4', '8', '16')], threads: 2 },
      'its runs are with `--threads 1`, and not 2',
    ],
    ['a setting', { parameters: widths48, set: { steps: '20' } }, '`param.steps`: 10 → 20'],
    [
      'the pipeline',
      { parameters: widths48, text: pipelineText.replace('adam()', 'adam(rate: 1e-2)') },
      '`train.optimizer.rate`: 0.0002 → 0.01',
    ],
    [
      'the pipeline, of which other values are asked for',
      { parameters: [widths('16')], text: pipelineText.replace('relu', 'tanh') },
      'relu',
    ],
  ])('%s', async (_, asked, said) => {
    const folder = await newFolder();
    const before = await open(folder, { parameters: widths48 });
    await expect(open(folder, asked)).rejects.toMatchObject({
      code: 'experiment-changed',
      message: expect.stringContaining(said),
    });
    expect(readExperiment(folder)).toMatchObject(before);
  });
});

test('how its runs stand is told by their folders', async () => {
  const folder = path.join(await tree({ 'grid/none': Buffer.from('') }), 'new');
  const experiment = await open(folder, { parameters: [widths('4', '8')] });
  expect(standingOf(folder, experiment).map(({ run, state }) => [run, state])).toEqual([
    [path.join(folder, '4'), 'waiting'],
    [path.join(folder, '8'), 'waiting'],
  ]);
});
