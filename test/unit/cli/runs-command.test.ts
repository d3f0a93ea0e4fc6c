// `anoseg runs`: each run with how it ended, whatever its neighbours look like.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runsCommand } from '../../../src/cli/commands/runs.ts';
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

async function told(folder: string, columns?: number): Promise<string> {
  const { terminal, stdout } = captureTerminal();
  const screen = columns === undefined ? {} : { stdout: { ...terminal.stdout, isTTY: true, columns } };
  expect(await runsCommand(folder, { ...terminal, ...screen })).toBe(0);
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
  expect(text).toMatch(/^done +4c5b1f9a +bbbbbbbb.* 0\.9987/m);
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
