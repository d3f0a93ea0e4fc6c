// How the command ends when the world around it goes: the reader of its output, the place that its output goes to, its
// terminal, the process of the screen. What was trained is saved, and the exit code says what happened.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { killGroup, scratch, startAnoseg, until } from './command.ts';

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const script = path.resolve('bin/anoseg.js');
const sizes = ['--set', 'size=32', '--set', 'width=4', '--threads', '1'];
/** More steps than anybody waits for. */
const endless = ['run', quickstart, ...sizes, '--set', 'steps=10000000'];
const hasFull = existsSync('/dev/full');
const hasScript = spawnSync('script', ['--version']).status === 0;

describe('standard output', () => {
  test('whose reader goes away stops a run: saved, exit code 141', async () => {
    const folder = path.join(scratch(), 'unread');
    const running = startAnoseg([...endless, '--json', '--out', folder]);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    running.child.stdout?.destroy();
    expect((await running.ended).code).toBe(141);
    expect(checkpoints(folder)).toHaveLength(1);
  });

  test('whose reader wants the beginning alone stops a run, and says so', async () => {
    const running = startAnoseg([...endless, '--out', path.join(scratch(), 'begun')]);
    await until(() => running.stdout() !== '', 'the first line');
    running.child.stdout?.destroy();
    const { code, stderr } = await running.ended;
    expect(code).toBe(141);
    expect(stderr).toContain('nobody reads standard output any more');
  });

  test.runIf(hasFull)('that a full disk takes is a failure of the world, told on standard error', () => {
    const shell = (command: string) =>
      spawnSync('sh', ['-c', `"$0" "$1" ${command}`, process.execPath, script], { encoding: 'utf8' });
    for (const command of ['check', 'plan', 'convert --to yaml', 'explain']) {
      const { status, stderr } = shell(`${command} ${quickstart} >/dev/full`);
      expect([command, stderr]).toEqual([command, expect.stringContaining('no space left')]);
      expect([command, status]).toEqual([command, 3]);
    }
  });

  test('of which the beginning is enough for the reader is no silent success', () => {
    const command = '{ "$0" "$1" plan "$2"; echo $? >&2; } | true';
    const { stderr } = spawnSync('sh', ['-c', command, process.execPath, script, quickstart], { encoding: 'utf8' });
    expect(stderr).toBe('141\n');
  });
});

describe('standard error', () => {
  test.runIf(hasFull).each(['2>/dev/full', '2>&-'])('that takes nothing (%s) changes no exit code', (where) => {
    const run = (command: string) =>
      spawnSync('sh', ['-c', `"$0" "$1" ${command} ${where}`, process.execPath, script], { encoding: 'utf8' });
    const folder = path.join(scratch(), 'unheard');
    expect(run(`run ${quickstart} ${sizes.join(' ')} --set steps=4 --out ${folder}`).status).toBe(0);
    expect(existsSync(path.join(folder, 'metrics.json'))).toBe(true);
    expect(run('plan nowhere.anoseg').status).toBe(3);
  });
});

describe('the process of the screen', () => {
  test('killed: the engine finishes its step, saves, ends', async () => {
    const folder = path.join(scratch(), 'orphan');
    const running = startAnoseg([...endless, '--json', '--out', folder]);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    running.child.kill('SIGKILL');
    await running.ended;
    await until(() => lastEvent(folder) === 'stopped', 'the engine to save');
    expect(checkpoints(folder)).toHaveLength(1);
  });

  test.runIf(hasScript)('whose terminal is closed saves and ends with 143, not with a crash', async () => {
    const folder = scratch();
    const command = `trap : HUP; '${process.execPath}' '${script}' ${endless.join(' ')} --out '${folder}/run'; echo $? > '${folder}/code'`;
    const env = { ...process.env, TERM: 'xterm', CI: '' };
    const terminal = spawn('script', ['-qec', command, '/dev/null'], { env, stdio: ['pipe', 'ignore', 'ignore'] });
    await until(() => lastEvent(path.join(folder, 'run')) === 'step', 'the first step');
    terminal.kill('SIGKILL');
    await until(() => existsSync(path.join(folder, 'code')), 'the end');
    await until(() => readFileSync(path.join(folder, 'code'), 'utf8') !== '', 'the exit code');
    expect(readFileSync(path.join(folder, 'code'), 'utf8')).toBe('143\n');
    await until(() => lastEvent(path.join(folder, 'run')) === 'stopped', 'the engine to save');
    expect(checkpoints(path.join(folder, 'run'))).toHaveLength(1);
  });
});

describe('signals', () => {
  test('that shells pass on twice are one: the state is saved', async () => {
    const folder = path.join(scratch(), 'twice');
    const running = startAnoseg([...endless, '--json', '--out', folder]);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    killGroup(running, 'SIGINT');
    killGroup(running, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    expect(checkpoints(folder)).toHaveLength(1);
  });

  test('to the engine alone stop it as those to the command do', async () => {
    const folder = path.join(scratch(), 'engine');
    const running = startAnoseg([...endless, '--json', '--out', folder]);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    const parent = running.child.pid ?? 0;
    process.kill(Number(readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim()), 'SIGTERM');
    expect((await running.ended).code).toBe(143);
    expect(checkpoints(folder)).toHaveLength(1);
  });
});

function checkpoints(folder: string): readonly string[] {
  return readdirSync(path.join(folder, 'checkpoints'));
}

function lastEvent(folder: string): string | undefined {
  const file = path.join(folder, 'events.jsonl');
  if (!existsSync(file)) return undefined;
  return /"event":"([a-z]+)"[^\n]*\n$/.exec(readFileSync(file, 'utf8'))?.[1];
}
