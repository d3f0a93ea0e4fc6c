// Disks that fail while a command works: never a bug of ours, and what was trained stays.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { scratch } from './command.ts';

const script = path.resolve('bin/anoseg.js');
const fault = path.resolve('test/slow/fault.mjs');
const pipeline = path.resolve('pipelines/quickstart.anoseg');
const sizes = ['--set', 'size=32', '--set', 'width=4', '--set', 'steps=2', '--threads', '1', '--quiet'];

function run(injected: string, cwd: string) {
  return spawnSync(process.execPath, [script, 'run', pipeline, ...sizes, '--out', 'run'], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: `--import ${fault}`, ANOSEG_FAULT: injected },
  });
}

test.each([
  ['writeFileSync:EIO:lock.json', 'cannot write run/lock.json: the disk could not read or write (EIO)'],
  ['appendFileSync:EDQUOT:events.jsonl', 'cannot write run/events.jsonl: the disk quota is used up'],
  ['renameSync:ESTALE:step-', 'cannot write run/checkpoints/step-00000002: the network drive has lost it (ESTALE)'],
  ['writeFileSync:EFBIG:scores.csv', 'cannot write run/scores.csv: the file gets larger'],
  ['mkdirSync:EMFILE:run', 'cannot write run: this program has too many files open'],
])('%s', (injected, said) => {
  const { status, stderr } = run(injected, scratch());
  expect(stderr).toContain(`error: ${said}`);
  expect(stderr).toContain('help: ');
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(status).toBe(3);
});
