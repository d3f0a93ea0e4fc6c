// One folder, one run: two real ones that want the same, one that is still going on, one that was left alone.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { anoseg, type Ended, killGroup, scratch, startAnoseg, until } from './command.ts';

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const tiny = ['--set', 'size=32', '--set', 'width=8', '--threads', '1'];

describe('a run folder', () => {
  test('has one of two runs that want it at once; the other is told who has it', async () => {
    const folder = path.join(scratch(), 'wanted');
    const start = () => anoseg(['run', quickstart, ...tiny, '--set', 'steps=4', '--out', folder, '--quiet']);
    const ends = await Promise.all([start(), start()]);
    expect(ends.map(({ code }) => code).toSorted()).toEqual([0, 3]);
    const refused = ends.find(({ code }) => code === 3);
    expect(refused?.stderr).toMatch(
      /is being worked on by process \d+ on .* since .*\(anoseg run |holds a run already/,
    );
    expect(JSON.parse(readFileSync(path.join(folder, 'lock.json'), 'utf8')).steps).toBe(4);
    expect(JSON.parse(readFileSync(path.join(folder, 'metrics.json'), 'utf8')).train.steps).toBe(4);
  });

  test('of a run that goes on is for nobody else; the process that is named can be asked to stop', async () => {
    const folder = path.join(scratch(), 'going-on');
    const running = startAnoseg(['run', quickstart, ...tiny, '--set', 'steps=100000', '--out', folder, '--json']);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    const others = [
      ['run', '--resume', folder],
      ['run', quickstart, ...tiny, '--out', folder],
      ['evaluate', folder],
      ['predict', folder, path.resolve('docs/pictures'), '--out', path.join(scratch(), 'found')],
    ];
    for (const command of others) {
      const { code, stdout } = await anoseg([...command, '--json']);
      expect([command, code, stdout]).toEqual([command, 3, expect.stringContaining('"run-busy"')]);
      expect(stdout).toContain(`kill ${running.child.pid}`);
    }
    process.kill(running.child.pid ?? 0, 'SIGTERM');
    expect((await running.ended).code).toBe(143);
    await expectResumed(folder);
  });

  test('stays with an engine that was left alone until it has saved', async () => {
    const folder = path.join(scratch(), 'alone');
    const running = startAnoseg(['run', quickstart, ...tiny, '--set', 'steps=100000', '--out', folder, '--json']);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    running.child.kill('SIGKILL');
    await expectResumed(folder);
  });
});

/** Once it is free, it goes on from a saved state. */
async function expectResumed(folder: string): Promise<void> {
  for (;;) {
    const resumed = startAnoseg(['run', '--resume', folder, '--json']);
    const refused = resumed.ended.then(({ stdout }: Ended) => stdout.includes('"run-busy"'));
    await until(() => /"event":"step"|"failed"/.test(resumed.stdout()), 'a step');
    if (resumed.stdout().includes('"event":"step"')) {
      expect(JSON.parse(resumed.stdout().split('\n')[0] ?? '').from).toBeGreaterThan(0);
      killGroup(resumed, 'SIGKILL');
      await resumed.ended;
      return;
    }
    expect(await refused).toBe(true);
  }
}
