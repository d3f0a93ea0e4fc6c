// What two finished runs have in common, to the bit; and how far apart they are.
import { cpSync, mkdirSync, mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isWithin, toleranceOf } from '../../../src/runtime/compare/expectation.ts';
import { compareRuns, type Reproduction, requireComparable } from '../../../src/runtime/compare/reproduction.ts';
import { digestOf } from '../../../src/runtime/record/data-digest.ts';
import { changedFiles, readDataList, writeDataList } from '../../../src/runtime/record/data-list.ts';
import { metrics } from '../ui/scripted-run.ts';

const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-reproduction-'));
const files: Readonly<Record<string, string>> = {
  'events.jsonl': [10, 20]
    .map(
      (step) =>
        `${JSON.stringify({ time: 't', event: 'step', step, loss: { pixel: 1 / step, adversarial: null }, step_ms: 5 })}\n`,
    )
    .join(''),
  'maps/hole/000.png': 'picture',
  'model/variables/variables.index': 'index',
  'scores.csv': 'image,defect,label,score,predicted\ntest/hole/000.png,hole,1,0.5,1\n"a,b.png",hole,1,0.25,0\n',
  'metrics.json': JSON.stringify({ ...metrics, iou: 0.5 }),
};
let count = 0;

function runWith(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const folder = path.join(parent, String(count++));
  for (const [name, content] of Object.entries({ ...files, ...changes })) {
    if (content === undefined) continue;
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), content);
  }
  return folder;
}

const run = runWith();

test.each(['events.jsonl', 'scores.csv'])('%s that is far too large is told before anything is trained', (name) => {
  const grown = runWith();
  expect(() => requireComparable(grown)).not.toThrow();
  truncateSync(path.join(grown, name), 600e6);
  expect(() => requireComparable(grown)).toThrow(`${name} is not as it was written: it is far too large`);
});

test('copies are identical, whatever times their events have', () => {
  const copy = `${run}-copy`;
  cpSync(run, copy, { recursive: true });
  writeFileSync(
    path.join(copy, 'events.jsonl'),
    (files['events.jsonl'] ?? '').replaceAll('"t"', '"later"').replaceAll(':5}', ':7}'),
  );
  expect(compareRuns(run, copy)).toEqual({
    identical: true,
    losses: { steps: 4, first: null, largest_relative_difference: 0, first_step_relative_difference: null },
    weights: { compared: 1, different: [] },
    maps: { compared: 1, different: [] },
    scores: { images: 2, largest_difference: 0 },
    metrics: [],
  });
});

test.each([
  ['a loss in its last digit', { 'events.jsonl': files['events.jsonl']?.replace('0.05', '0.05000000000000001') }],
  ['steps that are missing', { 'events.jsonl': files['events.jsonl']?.split('\n')[0] }],
  ['a map', { 'maps/hole/000.png': 'other' }],
  ['a map that is missing', { 'maps/hole/000.png': undefined }],
  ['one map more', { 'maps/hole/001.png': 'picture' }],
  ['weights', { 'model/variables/variables.index': 'other' }],
  ['a score', { 'scores.csv': files['scores.csv']?.replace('0.25', '0.26') }],
  ['a figure', { 'metrics.json': JSON.stringify({ ...metrics, iou: 0.51 }) }],
])('%s makes the difference', (_, changes) => {
  expect(compareRuns(run, runWith(changes)).identical).toBe(false);
  expect(compareRuns(runWith(changes), run).identical).toBe(false);
});

test('the first loss that differs is named, and how far scores lie apart', () => {
  const other = runWith({
    'events.jsonl': files['events.jsonl']?.replace('0.05', '0.1'),
    'scores.csv': files['scores.csv']?.replace('0.25', '0.375'),
  });
  const { losses, scores } = compareRuns(run, other);
  expect(losses).toEqual({
    steps: 4,
    first: { step: 20, loss: 'pixel', a: 0.05, b: 0.1 },
    largest_relative_difference: 0.5,
    first_step_relative_difference: null,
  });
  expect(scores.largest_difference).toBe(0.125);
});

test('the losses of the first step are compared where both runs wrote them down', () => {
  const firstStep = (pixel: number) =>
    `${JSON.stringify({ time: 't', event: 'step', step: 1, loss: { pixel }, step_ms: 5 })}\n${files['events.jsonl']}`;
  const [one, other] = [runWith({ 'events.jsonl': firstStep(2) }), runWith({ 'events.jsonl': firstStep(2.002) })];
  expect(compareRuns(one, other).losses.first).toEqual({ step: 1, loss: 'pixel', a: 2, b: 2.002 });
  expect(compareRuns(one, other).losses.first_step_relative_difference).toBeCloseTo(0.001, 5);
  expect(compareRuns(run, other).identical).toBe(true);
});

test('figures are near or not; thresholds are no figures', () => {
  const metric = (name: string, a: string | null, b: string | null) => ({
    ...{ area: 'metrics' as const, name, a, b, places: [null, null] as const, follows: false },
  });
  const { losses } = compareRuns(run, run);
  const tolerance = toleranceOf({ networks: [] });
  const isNear = (metrics: Reproduction['metrics'], firstStep: number | null = null) =>
    isWithin(tolerance, { losses: { ...losses, first_step_relative_difference: firstStep }, metrics });
  expect(
    isNear([metric('iou', '0.5', '0.51'), metric('threshold', '0.1', '0.9'), metric('aupimo', '0.1', '0.3')]),
  ).toBe(true);
  expect(isNear([metric('iou', '0.5', '0.6')])).toBe(false);
  expect(isNear([metric('iou', '0.5', null)])).toBe(false);
  expect(isNear([], 1e-5)).toBe(true);
  expect(isNear([], 0.01)).toBe(false);
  const adversarial = toleranceOf({ networks: [{ role: 'discriminator' }] });
  expect(isWithin(adversarial, { losses, metrics: [metric('iou', '0.5', '0.6')] })).toBe(true);
});

test('a data set is compared file by file', () => {
  const list = path.join(parent, 'data.csv');
  const items = [
    { name: 'test/a,b.png', contents: ['aa', 'bb'] },
    { name: 'train/1.png', contents: ['cc'] },
    { name: 'train/=2.png', contents: ['dd'] },
  ];
  writeDataList(list, items);
  expect(changedFiles(list, items)).toEqual([]);
  const now = [
    { name: 'test/a,b.png', contents: ['aa', 'b2'] },
    { name: 'train/=2.png', contents: ['dd'] },
    { name: 'train/3.png', contents: ['cc'] },
  ];
  expect(changedFiles(list, now)).toEqual([
    { file: 'test/a,b.png', change: 'changed', before: 'bb', now: 'b2' },
    { file: 'train/1.png', change: 'missing', before: 'cc', now: null },
    { file: 'train/3.png', change: 'new', before: null, now: 'cc' },
  ]);
  expect(changedFiles(path.join(parent, 'none.csv'), now)).toEqual([]);
  // A list that is not of the digest in the lock tells nothing of that run.
  expect(readDataList(list, digestOf(items).digest)).toHaveLength(4);
  expect(readDataList(list, digestOf(now).digest)).toBeUndefined();
});
