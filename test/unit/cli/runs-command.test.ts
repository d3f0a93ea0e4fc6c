// `anoseg runs`: each run with how it ended, whatever its neighbours look like.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { RunChoice } from '../../../src/cli/commands/runs/chosen-runs.ts';
import { runsCommand } from '../../../src/cli/commands/runs/runs.ts';
import { claimFolder } from '../../../src/runtime/claim/claim.ts';
import { textWidth } from '../../../src/ui/text/text.ts';
import { metrics } from '../ui/scripted-run.ts';
import { captureTerminal } from './captured-terminal.ts';

const lock = (parameters = {}) => ({
  name: 'bottle',
  pipeline: { digest: 'sha256:4c5b1f9a0d2e77aa', entry: 'bottle.anoseg', sources: [] },
  data: { digest: 'sha256:bbbbbbbbbbbb', files: 9, folder: '/data' },
  parameters,
  seed: 1,
  steps: 2000,
  threads: 1,
  device: 'cpu',
  engine: { tensorflow: '2.19', variant: 'cpu' },
  node: 'v20',
  cpu: { model: 'x', architecture: 'x64', features: [] },
  anoseg: '1',
  format_version: '1.0',
});
let clock = 0;
const event = (event: string, content: object = {}) =>
  `${JSON.stringify({ time: `2026-01-01T00:00:${String(clock++).padStart(2, '0')}.000Z`, event, ...content })}\n`;
const begun = () => event('start', { name: 'bottle', steps: 2000, from: 0 }) + event('stage', { stage: 'train' });

/** Files by their paths; an object is JSON. */
function folderOf(files: Readonly<Record<string, string | object>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-runs-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return folder;
}

async function told(folder: string, columns?: number, choice: RunChoice = {}): Promise<string> {
  const { terminal, stdout } = captureTerminal();
  const screen = columns === undefined ? {} : { stdout: { ...terminal.stdout, isTTY: true, columns } };
  expect(await runsCommand(folder, choice, { ...terminal, ...screen })).toBe(0);
  return stdout().replaceAll(`${folder}/`, '');
}

const some = () => ({
  'done/lock.json': lock({ width: '32' }),
  'done/metrics.json': metrics,
  'done/events.jsonl': begun() + event('done'),
  'failed/lock.json': lock(),
  'failed/events.jsonl': begun() + event('step', { step: 900 }) + event('failed', { message: 'the disk is full' }),
  'no-data/events.jsonl': event('failed', { message: 'there is no folder data' }),
  'stopped/lock.json': lock(),
  'stopped/events.jsonl': begun() + event('stopped', { step: 40 }),
  'killed/lock.json': lock(),
  'killed/events.jsonl': `${begun()}${event('step', { step: 350 })}{"time":"2026-`,
});

test('finished, failed, stopped and killed runs are told apart, with stage, step and reason', async () => {
  const text = await told(folderOf(some()));
  expect(text).toMatch(/^done +\d{4}-\d\d-\d\d \d\d:\d\d +4c5b1f9a +bbbbbbbb.* 0\.9987/m);
  expect(text.split('\n\n')[1]).toBe(
    [
      'failed failed in train at step 900 of 2,000: the disk is full',
      'no-data failed before its first stage: there is no folder data',
      'stopped was stopped in train at step 40 of 2,000',
      'killed ended without a word in train at step 350 of 2,000',
      '',
    ].join('\n'),
  );
});

test('a run that a process works on is running', async () => {
  const folder = folderOf({ 'living/lock.json': lock(), 'living/events.jsonl': begun() });
  const claim = await claimFolder(path.join(folder, 'living'), 'anoseg run');
  expect(await told(folder)).toContain('living is running in train at step 0 of 2,000');
  claim.release();
  expect(await told(folder)).toContain('living ended without a word in train at step 0 of 2,000');
});

test.each<[string, string | object]>([
  ['lock.json', ''],
  ['lock.json', '{"name":'],
  ['lock.json', 'null'],
  ['lock.json', '[]'],
  ['lock.json', {}],
  ['lock.json/inside', 'a folder'],
  ['metrics.json', '{"images"'],
  ['metrics.json', 'null'],
  // Of another program of this name, and of releases to come.
  ['lock.json', { lockfileVersion: 3, packages: {} }],
  ['lock.json', { ...lock(), format_version: '2.0' }],
  ['lock.json', { ...lock(), seed: 'many' }],
  ['metrics.json', { accuracy: [0.9, 0.95] }],
  ['metrics.json', { ...metrics, format_version: '3.1' }],
])('a broken %s (%j) hides nobody else', async (file, content) => {
  const text = await told(folderOf({ ...some(), 'broken/events.jsonl': begun(), [`broken/${file}`]: content }));
  expect(text).toMatch(/^done .*0\.9987/m);
  expect(text).toMatch(/^broken cannot be read: .*(lock|metrics)\.json/m);
});

test.each([
  ['a,b\n1,2\n', 'none of its lines is an event'],
  ['{"level":"info"}\n{"level":"warn"}\n', 'none of its lines is an event'],
  ['{"format_version":"2.0","event":"start"}\n', 'was written by a later release'],
])('events of another program or a later release (%j) are told', async (content, said) => {
  const text = await told(folderOf({ ...some(), 'other/lock.json': lock(), 'other/events.jsonl': content }));
  expect(text).toMatch(/^done .*0\.9987/m);
  expect(text.replaceAll(/\s+/g, ' ')).toMatch(new RegExp(`other cannot be read: .*events\\.jsonl .*${said}`));
});

test.each([40, 80, 200])('on a terminal of %d columns no line is wider', async (columns) => {
  const text = await told(folderOf(some()), columns);
  for (const line of text.split('\n')) expect(textWidth(line)).toBeLessThanOrEqual(columns);
  expect(text).toContain('disk');
});

const several = () =>
  folderOf(
    Object.fromEntries(
      [
        ['first', { seed: 1, width: '8', iou: 0.5, best_iou: 0.8 }],
        ['second', { seed: 2, width: '16', iou: 0.3, best_iou: 0.7 }],
        ['third', { seed: 1, width: '100', iou: 0.4, best_iou: 0.9 }],
      ].flatMap(([name, of]) => {
        const { seed, width, ...own } = Object(of);
        return [
          [`${name}/lock.json`, { ...lock({ width, category: '"weave"' }), seed }],
          [`${name}/metrics.json`, { ...metrics, ...own }],
          [`${name}/events.jsonl`, begun() + event('done')],
        ];
      }),
    ),
  );

async function namesOf(choice: RunChoice): Promise<readonly string[]> {
  const { terminal, stdout } = captureTerminal({ json: true });
  const folder = several();
  await runsCommand(folder, choice, terminal);
  return JSON.parse(stdout()).runs.map(({ run }: { run: string }) => path.basename(run));
}

test.each<[RunChoice, readonly string[]]>([
  [{}, ['first', 'second', 'third']],
  [{ sort: 'iou' }, ['second', 'third', 'first']],
  [{ sort: '-iou' }, ['first', 'third', 'second']],
  [{ sort: 'width' }, ['first', 'second', 'third']],
  [{ sort: '-began' }, ['third', 'second', 'first']],
  [{ sort: '-seed' }, ['second', 'first', 'third']],
  [{ where: ['seed=1'] }, ['first', 'third']],
  [{ where: ['seed = 1', 'iou<0.5'] }, ['third']],
  [{ where: ['width>=16'], sort: '-width' }, ['third', 'second']],
  [{ where: ['category=weave', 'width!=8'] }, ['second', 'third']],
  [{ where: ['state=finished', 'began>=2026-01-01'] }, ['first', 'second', 'third']],
  [{ where: ['began=2026-01-01'] }, ['first', 'second', 'third']],
  [{ where: ['pipeline=4c5b1f9a'] }, ['first', 'second', 'third']],
  [{ where: ['state=failed'] }, []],
  [{ where: ['began>=2026', 'began<2026-01-01T01:00', 'category!=gear'] }, ['first', 'second', 'third']],
  [{ where: ['category=gear'] }, []],
  [{ where: ['began=2026', 'began=2026-01-01 00'] }, ['first', 'second', 'third']],
  [{ where: ['began=2025'] }, []],
])('%j lists %j', async (choice, names) => {
  expect(await namesOf(choice)).toEqual(names);
});

test('a run without the value comes first; what is sorted by is shown', async () => {
  const text = await told(folderOf(some()), undefined, { sort: 'best_iou' });
  const rows = text.split('\n\n')[0]?.split('\n') ?? [];
  expect(rows[0]).toMatch(/ best_iou$/);
  expect(rows.at(-1)).toMatch(/^done /);
});

test.each<[RunChoice, RegExp]>([
  [{ sort: 'colour' }, /`--sort colour`: the runs have no `colour`/],
  [{ where: ['colour=red'] }, /`--where colour=red`: the runs have no `colour`/],
  [{ where: ['seed'] }, /`--where seed` is no condition/],
  [{ where: ['seed='] }, /`--where seed=` is no condition/],
  [{ where: ['category<weave'] }, /`category` has no order: its values are weave/],
  [{ where: ['state>failed'] }, /`state` has no order/],
  [{ where: ['began=yesterday'] }, /`yesterday` is no date/],
  [{ where: ['began>29.11.2026'] }, /`29\.11\.2026` is no date/],
  [{ where: ['width>wide'] }, /`wide` is no number: its values are 8, 16, 100/],
  [{ where: ['iou>=high'] }, /`iou` is a number, and `high` is none/],
  // A figure is from 0 to 1.
  [{ where: ['iou<50%'] }, /`iou` is a number, and `50%` is none/],
  [{ where: ['seed=one'] }, /`seed` is a number/],
  [{ where: ['state=finish'] }, /`finish` is no state of a run/],
])('%j is wrong use', async (choice, message) => {
  await expect(namesOf(choice)).rejects.toThrow(message);
});

test('none that is so, and experiments, which have a folder of their own', async () => {
  const folder = folderOf({ ...some(), 'grid/experiment.json': '{}', 'grid/a/lock.json': lock() });
  expect(await told(folder, undefined, { where: ['seed=7'] })).toMatch(
    /^none of 5 runs is so\n\nexperiments, .*\n {2}grid\n$/,
  );
});
