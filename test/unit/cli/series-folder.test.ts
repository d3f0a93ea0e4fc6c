// The folder of a series of runs: one process at a time, and none of somebody else's.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { inSeriesFolder, openSeries, saveSeries, seriesIdentity } from '../../../src/cli/commands/run/journal.ts';
import { tree } from '../data/tree.ts';

test('a series has its folder alone, and the next time again', async () => {
  const folder = path.join(await tree({}), 'series');
  const series = openSeries(folder, 'seed', 'identity', ['1', '2']);
  for (const time of ['first', 'again']) {
    const done = await inSeriesFolder(folder, 'anoseg run', async () => {
      saveSeries(folder, series);
      const second = inSeriesFolder(folder, 'anoseg run', async () => 'both');
      await expect(second).rejects.toMatchObject({ code: 'run-busy' });
      return time;
    });
    expect(done).toBe(time);
    expect(readdirSync(folder)).toEqual(['each.json']);
  }
});

test('a folder with something else in it is refused', async () => {
  const folder = await tree({ 'notes.txt': Buffer.from('x') });
  const refused = { code: 'out-exists', message: expect.stringContaining('notes.txt') };
  await expect(inSeriesFolder(folder, 'x', async () => undefined)).rejects.toMatchObject(refused);
  expect(readdirSync(folder)).toEqual(['notes.txt']);
});

test('what fails gives the folder back', async () => {
  const folder = path.join(await tree({}), 'series');
  await expect(inSeriesFolder(folder, 'x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

test('the same values on other data are another series, which takes no results of the first', async () => {
  const folder = await tree({});
  const identityOn = (data: string) => seriesIdentity('digest', new Map([['size', '32']]), data);
  saveSeries(folder, openSeries(folder, 'width', identityOn('/data/a'), ['4', '6']));
  expect(openSeries(folder, 'width', identityOn('/data/a'), ['4', '8']).entries).toHaveLength(2);
  expect(() => openSeries(folder, 'width', identityOn('/data/b'), ['4', '6'])).toThrow(
    expect.objectContaining({ code: 'each-changed', message: expect.stringContaining('other data') }),
  );
});
