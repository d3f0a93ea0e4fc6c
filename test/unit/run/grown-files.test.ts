// Files of a run folder that have grown beyond what a run writes: refused by their size, before they are read. They have no
// blocks on the disk, so that they cost nothing here.
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  mkdtempSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { bundleOf } from '../../../src/dsl/load/bundle.ts';
import { digestPipeline } from '../../../src/dsl/model/digest.ts';
import { changedFiles, isDataList, readDataList, writeDataList } from '../../../src/runtime/record/data-list.ts';
import { type LockFile, writeLock } from '../../../src/runtime/record/lock.ts';
import { requireResults } from '../../../src/runtime/record/result-digests.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { readHistory } from '../../../src/runtime/record/run-history.ts';
import { isEventLog, isLock } from '../../../src/runtime/record/run-signs.ts';
import { editedSources, storedSources, storeSources } from '../../../src/runtime/record/stored-sources.ts';
import { largest } from '../../../src/runtime/stored/limits.ts';
import { storedEvents } from '../../../src/runtime/stored/stored-events.ts';
import { earlierSteps, measurementsIn, rewindEventLog } from '../../../src/runtime/training/event-log.ts';
import { curvesOf } from '../../../src/runtime/variants/page/stored-curves.ts';
import { checkFile } from '../../pipelines.ts';
import { signed, wholeLock } from './whole-lock.ts';

const scratch = () => runFolder(mkdtempSync(path.join(tmpdir(), 'anoseg-grown-')));
const { model, loaded } = checkFile('pipelines/quickstart.anoseg');
const bundle = bundleOf(loaded);
const begun = scratch();
const { seed, steps } = model?.train ?? expect.fail('no model');
const lock: LockFile = signed({
  ...{ ...wholeLock, parameters: {}, seed, steps },
  pipeline: { digest: model ? digestPipeline(model) : '', entry: bundle.entry, ...storeSources(begun, bundle) },
});
writeLock(begun, lock);

function grown(file: string, bytes: number): void {
  appendFileSync(file, '');
  truncateSync(file, bytes);
}

const tooLarge = (code: string, file: string) =>
  expect.objectContaining({ code, message: expect.stringMatching(`${path.basename(file)} .*far too large`) });

test('a table is refused; one of a million images is not', () => {
  const run = scratch();
  for (const file of [run.data, run.scores]) grown(file, largest.table + 1);
  expect(() => readDataList(run.data, 'sha256:1')).toThrow(tooLarge('results-damaged', run.data));
  expect(() => isDataList(run.data)).toThrow(tooLarge('results-damaged', run.data));
  const name = `train/good/${'0'.repeat(60)}.png`;
  expect(1_000_000 * `${name},image,${'0'.repeat(64)}\n`.length).toBeLessThan(largest.table);
});

test('one file that stands in a list very often is compared at once', () => {
  const run = scratch();
  const items = [{ name: 'a.png', contents: Array.from({ length: 200_000 }, () => '0') }];
  writeDataList(run.data, items);
  expect(changedFiles(run.data, [{ name: 'a.png', contents: ['0'] }])).toMatchObject([{ file: 'a.png' }]);
});

test('digests, curves and locks', () => {
  const run = scratch();
  grown(run.results, largest.digests + 1);
  expect(() => requireResults(run, lock, 'all')).toThrow(tooLarge('results-damaged', run.results));
  grown(run.curves, largest.curves + 1);
  expect(curvesOf(run.folder)).toBeUndefined();
  grown(run.lock, largest.lock + 1);
  expect(isLock(run.lock)).toBe(false);
});

describe('events.jsonl', () => {
  const start = { time: 't', event: 'start', name: 'a', steps: 9, from: 0, digest: 'sha256:1' };
  const step = (at: number) => JSON.stringify({ time: 't', event: 'step', step: at, loss: { pixel: 1 / at } });

  test('is refused; one of a million steps is not', () => {
    const { events } = scratch();
    writeFileSync(events, `${JSON.stringify(start)}\n`);
    expect(isEventLog(events)).toBe(true);
    truncateSync(events, largest.events + 1);
    expect(isEventLog(events)).toBe(true);
    expect(() => readHistory(events)).toThrow(tooLarge('events-damaged', events));
    expect(() => rewindEventLog(events, 5, 5, [])).toThrow(tooLarge('events-damaged', events));
    expect(statSync(events).size).toBe(largest.events + 1);
    expect(earlierSteps(events, 5)).toEqual([]);
    expect(1_000_000 * 300).toBeLessThan(largest.events);
  });

  test('what stands there again and again takes no room', () => {
    const { events } = scratch();
    const again = Array.from({ length: 50_000 }, () => `${step(4)}\n${step(5)}\n`).join('');
    writeFileSync(events, `${JSON.stringify(start)}\n${again}`);
    expect(earlierSteps(events, 4)).toEqual([{ step: 4, loss: { pixel: 0.25 } }]);
    expect(readHistory(events)).toMatchObject({ name: 'a', step: 5 });
  });

  test('lines over the borders of what is read at once are whole, also the last; one without an end is none', () => {
    const { events } = scratch();
    const filler = 'ä'.repeat(700_000);
    const measured = { time: 't', event: 'validation', best: null, metric: filler };
    const long = (at: number) => JSON.stringify({ ...measured, step: at, value: at });
    const lines = [1, 2, 3].flatMap((at) => [step(at), long(at)]);
    writeFileSync(events, lines.join('\n'));
    // Never shown whole.
    expect([...storedEvents(events)].map(({ text }) => text).join('\n') === lines.join('\n')).toBe(true);
    expect(measurementsIn(events).map(({ value }) => value)).toEqual([1, 2, 3]);
    writeFileSync(events, `${step(1)}\n${'7'.repeat(largest.eventLine + 5)}\n${step(2)}\n`);
    expect([...storedEvents(events)].map(({ event }) => event.step)).toEqual([1, 2]);
  });
});

describe('a source', () => {
  const copy = () => {
    const run = scratch();
    cpSync(begun.folder, run.folder, { recursive: true });
    return run;
  };
  const failureOf = (run: ReturnType<typeof scratch>, of = lock) => {
    try {
      storedSources(run, of);
    } catch (error) {
      return error;
    }
    return expect.fail('the sources are taken');
  };

  test('that has grown is refused, and comes back', () => {
    const run = copy();
    grown(`${run.folder}/pipeline.anoseg`, 300e6);
    expect(editedSources(run, lock)).toEqual(['pipeline.anoseg']);
    expect(failureOf(run)).toMatchObject({
      code: 'run-changed',
      message: expect.stringContaining('pipeline.anoseg is not what the run started with: it is far too large'),
      hint: `put it back: \`cp -r ${run.folder}/.sources/. ${run.folder}\``,
    });
    copyFileSync(`${run.folder}/.sources/pipeline.anoseg`, `${run.folder}/pipeline.anoseg`);
    expect(storedSources(run, lock)).toEqual(bundle);
  });

  test('that is gone is said to be, also where nothing keeps it', () => {
    const run = copy();
    rmSync(run.imports, { recursive: true });
    expect(failureOf(run)).toMatchObject({
      message: expect.stringMatching(/imports\/std\/blocks\/pix2pix\.anoseg is not .*: it is gone$/),
      hint: expect.stringContaining('cp -r'),
    });
    rmSync(`${run.folder}/.sources`, { recursive: true });
    expect(failureOf(run)).toMatchObject({
      message: expect.stringContaining('it is gone'),
      hint: expect.stringContaining('bring it back'),
    });
  });

  test('that is not what the lock names, though nobody edited it: the lock is blamed', () => {
    const run = copy();
    const [first, ...others] = lock.pipeline.sources;
    const foreign = { ...first, name: bundle.entry, file: 'pipeline.anoseg', sha256: '0'.repeat(64) };
    const other = { ...lock, pipeline: { ...lock.pipeline, sources: [foreign, ...others] } };
    expect(failureOf(run, other)).toMatchObject({
      message: expect.stringMatching(/pipeline\.anoseg is not .*lock\.json names either: that lock is of another run/),
      hint: expect.stringContaining('bring back the lock.json that the run wrote'),
    });
  });
});
