// Whole runs of the built command: what they leave, how they stop, and that they go on exactly.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { packageVersion } from '../../src/cli/shell/version.ts';
import { anoseg, killGroup, scratch, startAnoseg, until } from './command.ts';

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const small = ['--set', 'size=32', '--set', 'width=8', '--set', 'steps=60', '--threads', '2'];
const straight = path.join(scratch(), 'straight');

beforeAll(async () => {
  const { code, stderr } = await anoseg(['run', quickstart, ...small, '--out', straight, '--json']);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

describe('a run', () => {
  test('leaves the folder that interfaces promise', () => {
    for (const name of [
      'pipeline.anoseg',
      'imports/std/blocks/pix2pix.anoseg',
      'lock.json',
      'events.jsonl',
      'checkpoints',
      'model/saved_model.pb',
      'metrics.json',
      'scores.csv',
      'curves.json',
      'report.html',
      'maps/hole/000.png',
      'overlays/hole/000.png',
    ]) {
      expect(existsSync(path.join(straight, name)), name).toBe(true);
    }
    expect(readFileSync(path.join(straight, 'pipeline.anoseg'), 'utf8')).toBe(readFileSync(quickstart, 'utf8'));
    expect(drafts(straight)).toEqual([]);
    const lock = readJson(straight, 'lock.json');
    expect(lock).toMatchObject({
      parameters: { size: '32', steps: '60' },
      threads: 2,
      seed: 1,
      anoseg: packageVersion,
    });
    expect(readFileSync(path.join(straight, 'report.html'), 'utf8')).toContain(`>${packageVersion}<`);
    expect(String(lock.pipeline.digest)).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(String(lock.data.digest)).toMatch(/^sha256:[0-9a-f]{64}$/);
    const header = readFileSync(path.join(straight, 'scores.csv'), 'utf8').split('\n')[0];
    expect(header).toBe('image,defect,label,score,predicted');
  });

  test('scores a number for everything that is defined', () => {
    const metrics = readJson(straight, 'metrics.json');
    for (const name of [
      'image_auroc',
      'pixel_auroc',
      'pixel_ap',
      'aupro',
      'iou',
      'f1',
      'best_iou',
      'best_f1',
      'threshold',
      'image_threshold',
    ]) {
      expect(metrics[name], name).toBeGreaterThanOrEqual(0);
      expect(metrics[name], name).toBeLessThanOrEqual(1);
    }
    expect(metrics.images).toBe(52);
    expect(metrics.train.steps).toBe(60);
  });

  test('run again, gives the same bits', async () => {
    const again = path.join(scratch(), 'again');
    expect((await anoseg(['run', quickstart, ...small, '--out', again, '--quiet'])).code).toBe(0);
    expectSameRun(again);
  });

  test('that is there already is not overwritten', async () => {
    const { code, stderr } = await anoseg(['run', quickstart, ...small, '--out', straight]);
    expect(code).toBe(3);
    expect(stderr).toContain('--resume');
  });
});

describe('a run that is interrupted', () => {
  test('by SIGKILL of everything goes on to the same bytes and losses', async () => {
    const folder = path.join(scratch(), 'killed');
    const running = startAnoseg(['run', quickstart, ...small, '--out', folder, '--quiet'], {
      ANOSEG_SAVE_SECONDS: '0.2',
    });
    await until(() => checkpointSteps(folder).some((step) => step > 3), 'a checkpoint');
    killGroup(running, 'SIGKILL');
    expect((await running.ended).signal).toBe('SIGKILL');
    expect(existsSync(path.join(folder, 'metrics.json'))).toBe(false);
    const { code, stderr } = await anoseg(['run', '--resume', folder, '--quiet']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expectSameRun(folder);
  });

  test('by Ctrl-C finishes the step, saves, and exits with 130', async () => {
    const folder = path.join(scratch(), 'interrupted');
    const running = startAnoseg(['run', quickstart, ...small, '--out', folder, '--json']);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    killGroup(running, 'SIGINT');
    const { code, stdout } = await running.ended;
    expect(code).toBe(130);
    const last = stdout.trim().split('\n').at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({ event: 'stopped', run: folder });
    expect((await anoseg(['run', '--resume', folder, '--quiet'])).code).toBe(0);
    expectSameRun(folder);
  });

  test('without oneDNN goes on without it, whatever the variable says then', async () => {
    const [whole, folder] = [path.join(scratch(), 'whole'), path.join(scratch(), 'off')];
    const off = { TF_ENABLE_ONEDNN_OPTS: '0' };
    expect((await anoseg(['run', quickstart, ...small, '--out', whole, '--quiet'], off)).code).toBe(0);
    const running = startAnoseg(['run', quickstart, ...small, '--out', folder, '--json'], off);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    killGroup(running, 'SIGINT');
    expect((await running.ended).code).toBe(130);
    const again = await anoseg(['run', '--resume', folder, '--quiet'], { TF_ENABLE_ONEDNN_OPTS: '1' });
    expect(again.code).toBe(0);
    expectSameRun(folder, whole);
    expect(readJson(folder, 'lock.json').engine.onednn).toBe(false);
    // It is what the variable is about: otherwise nothing was tested. What ARM does by itself is not known here.
    if (process.arch === 'x64') expect(losses(folder)).not.toEqual(losses(straight));
  });

  test('whose engine process dies is an error with exit code 3, not a hang', async () => {
    const folder = path.join(scratch(), 'crashed');
    const running = startAnoseg(['run', quickstart, ...small, '--out', folder]);
    await until(() => running.stdout().includes('train begins'), 'the training');
    killEngineOf(running.child.pid ?? 0);
    const { code, stderr } = await running.ended;
    expect(code).toBe(3);
    expect(stderr).toContain('engine process ended unexpectedly');
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  test('refuses to go on with a changed pipeline', async () => {
    const folder = path.join(scratch(), 'changed');
    const running = startAnoseg(['run', quickstart, ...small, '--out', folder, '--json']);
    await until(() => running.stdout().includes('"event":"step"'), 'the first step');
    killGroup(running, 'SIGTERM');
    expect((await running.ended).code).toBe(143);
    writeFileSync(path.join(folder, 'pipeline.anoseg'), 'anoseg 1\n');
    const { code, stderr } = await anoseg(['run', '--resume', folder]);
    expect(code).toBe(3);
    expect(stderr).toContain('not what the run started with');
  });
});

function expectSameRun(folder: string, model = straight): void {
  expect(tensors(folder).equals(tensors(model))).toBe(true);
  expect(losses(folder)).toEqual(losses(model));
  const { train: _, ...metrics } = readJson(folder, 'metrics.json');
  const { train: __, ...expected } = readJson(model, 'metrics.json');
  expect(metrics).toEqual(expected);
}

function tensors(folder: string): Buffer {
  return readFileSync(path.join(folder, 'checkpoints', 'step-00000060', 'variables.data-00000-of-00001'));
}

function losses(folder: string): readonly unknown[] {
  const lines = readFileSync(path.join(folder, 'events.jsonl'), 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .filter(({ event }) => event === 'step')
    .map(({ step, loss }) => [step, loss]);
}

function checkpointSteps(folder: string): readonly number[] {
  const parent = path.join(folder, 'checkpoints');
  if (!existsSync(parent)) return [];
  return readdirSync(parent).flatMap((name) => (/^step-\d+$/.test(name) ? [Number(name.slice(5))] : []));
}

function drafts(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.includes('.draft-'));
}

// The shape of these files is what the tests are about.
// biome-ignore lint/suspicious/noExplicitAny: JSON of the command under test
function readJson(folder: string, name: string): any {
  return JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
}

function killEngineOf(parent: number): void {
  const children = readFileSync(`/proc/${parent}/task/${parent}/children`, 'utf8').trim().split(' ');
  for (const child of children) process.kill(Number(child), 'SIGKILL');
}
