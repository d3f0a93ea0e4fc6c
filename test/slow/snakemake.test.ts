// Runs as jobs of a real Snakemake on this machine. ANOSEG_SNAKEMAKE names one, or it is on the PATH, or `anoseg snakemake install` has
// put it into the cache; without one nothing of this is tested.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { cacheFolder } from '../../src/api/engine.ts';
import { findSnakemake, snakefileText, startSnakemake } from '../../src/api/snakemake.ts';
import { anoseg, eventually, killGroup, scratch, startAnoseg } from './command.ts';

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const tiny = ['--set', 'size=32', '--set', 'width=4', '--threads', '1'];

let hasSnakemake = false;
beforeAll(async () => {
  hasSnakemake = (await anoseg(['snakemake', 'status', '--quiet'])).code === 0;
  if (!hasSnakemake)
    console.warn('no Snakemake: `npx anoseg snakemake install` puts one into the cache for these tests');
});

// No jobs are done, so any program that speaks may stand for Snakemake.
test('Snakemake goes on where anoseg alone is killed, and what it says is in its log', async () => {
  const folder = path.join(scratch(), 'killed');
  const stand = path.join(scratch(), 'snakemake');
  const speaks = 'echo 9.27.1; [ "$1" = --version ] && exit; until [ -e go ]; do sleep 0.1; done; echo on; echo on >&2';
  writeFileSync(stand, `#!/bin/sh\ncd "$(dirname "$0")"; ${speaks}; touch done\n`, { mode: 0o755 });
  const asked = ['run', quickstart, ...tiny, '--each', 'seed=1', '--out', folder, '--on', 'snakemake'];
  const running = startAnoseg(asked, { ANOSEG_SNAKEMAKE: stand });
  await eventually(() => running.stdout().includes('\n9.27.1\n'));
  running.child.kill('SIGKILL');
  await running.ended;
  const there = path.dirname(stand);
  writeFileSync(path.join(there, 'go'), '');
  await eventually(() => existsSync(path.join(there, 'done')));
  const logs = path.join(folder, 'logs', 'snakemake');
  expect(readdirSync(logs).map((log) => readFileSync(path.join(logs, log), 'utf8'))).toEqual(['9.27.1\non\non\n']);
});

describe('runs on Snakemake', () => {
  test('are those of one machine, go on where one was killed, and are found by the command without it', async (context) => {
    if (!hasSnakemake) return context.skip();
    const folder = path.join(scratch(), "it's {here} $(now)");
    const asked = ['run', quickstart, ...tiny, '--set', 'steps=4', '--each', 'seed=1,2'];
    const alone = path.join(scratch(), 'alone');
    expect((await anoseg([...asked, '--only', '1', '--out', alone, '--quiet'])).code).toBe(0);

    const shown = await anoseg([...asked, '--out', folder, '--on', 'snakemake', '--dry-run']);
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('rule run:')]);
    expect(shown.stdout).toContain('This was a dry-run');
    expect(existsSync(folder)).toBe(false);

    // One that was killed before.
    const killed = startAnoseg([...asked, '--only', '1', '--out', folder]);
    await eventually(() => existsSync(path.join(folder, '1', 'lock.json')));
    killGroup(killed, 'SIGKILL');
    await killed.ended;

    const { code, stdout, stderr } = await anoseg([...asked, '--out', folder, '--on', 'snakemake', '--jobs', '1']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(/^2 runs: Snakemake 9\S* on this machine/);
    expect(stdout).toContain('image_auroc');
    for (const name of ['scores.csv', path.join('model', 'variables', 'variables.data-00000-of-00001')])
      expect(readFileSync(path.join(folder, '1', name)).equals(readFileSync(path.join(alone, '1', name)))).toBe(true);
    const again = await anoseg(['run', folder]);
    expect(again.stdout.match(/finished before/g)).toHaveLength(2);
  });

  test('begin in the order of the table, the first answer first', async (context) => {
    if (!hasSnakemake) return context.skip();
    const folder = scratch();
    // In place of anoseg: it notes which run it was asked for, `run . --only NAME`, and finishes it.
    const stand = path.join(folder, 'stand.sh');
    writeFileSync(stand, 'echo "$4" >> order.txt && mkdir -p "$4" && echo {} > "$4/metrics.json"\n');
    const names = ['b_1', 'a_1', 'c_1', 'b_2', 'a_2', 'c_2', 'b_3', 'a_3'];
    const runs = names.map((name) => ({ folder: name, label: name, demands: { memoryMb: 100, minutes: 1 } }));
    const text = snakefileText({
      ...{
        version: '0',
        command: '',
        isDryRun: false,
        byHand: '',
        anoseg: ['sh', stand],
        runs,
        threads: 1,
        pictureMb: 1,
      },
      ...{ device: undefined, variables: [], measured: 'x' },
    });
    writeFileSync(path.join(folder, 'Snakefile'), text);
    const { command } = await findSnakemake(process.env, cacheFolder());
    const running = startSnakemake(
      { command, version: '9' },
      {
        words: ['--directory', folder, '--snakefile', path.join(folder, 'Snakefile'), '--cores', '1'],
        env: process.env,
        folder,
      },
      () => undefined,
    );
    expect((await running.end).code).toBe(0);
    expect(readFileSync(path.join(folder, 'order.txt'), 'utf8').trim().split('\n')).toEqual(names);
  });

  test('are told of where they fail, each with its reason and its log', async (context) => {
    if (!hasSnakemake) return context.skip();
    const folder = path.join(scratch(), 'failing');
    const asked = ['run', quickstart, ...tiny, '--each', 'seed=1', '--out', folder, '--on', 'snakemake'];
    const missing = await anoseg([...asked, '--executor', 'lsf']);
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringContaining('snakemake-executor-plugin-lsf')]);
    const stray = await anoseg([...asked, '--', '--jbos', '3']);
    expect([stray.code, stray.stderr]).toEqual([3, expect.stringContaining('--jbos')]);
    // Somebody's file lies where the run goes.
    mkdirSync(path.join(folder, '1'));
    writeFileSync(path.join(folder, '1', 'notes.txt'), 'mine');
    const failed = await anoseg([...asked, '--', '--retries', '0']);
    expect(failed.code).toBe(3);
    expect(failed.stderr).toMatch(
      /^error: 1 of 1 runs is not finished:\n {2}1: .*notes\.txt.*; its log: .*logs\/1\.log\n {2}help: /,
    );
  });

  test('end with it at an interrupt, their states saved', async (context) => {
    if (!hasSnakemake) return context.skip();
    const folder = path.join(scratch(), 'interrupted');
    const long = ['run', quickstart, ...tiny, '--set', 'steps=100000', '--each', 'seed=1', '--out', folder];
    const running = startAnoseg([...long, '--on', 'snakemake']);
    onTestFinished(() => void running.child.kill('SIGINT'));
    const events = path.join(folder, '1', 'events.jsonl');
    await eventually(() => existsSync(events) && readFileSync(events, 'utf8').includes('"event":"step"'));
    running.child.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect([code, stderr]).toEqual([130, '']);
    expect(stdout).toContain('the same command goes on');
    expect(stdout).not.toContain('Traceback');
    expect(readdirSync(path.join(folder, '1', 'checkpoints')).length).toBeGreaterThan(0);
    // Nobody has the run any more.
    expect(existsSync(path.join(folder, '1', 'claim.json'))).toBe(false);
  });
});
