// Which Snakemake is taken, and what is said of the failures of one: with programs that say what Snakemake 9.27 says.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findSnakemake } from '../../../src/runtime/snakemake/find-snakemake.ts';
import { startSnakemake } from '../../../src/runtime/snakemake/follow-snakemake.ts';
import { installSnakemake } from '../../../src/runtime/snakemake/install-snakemake.ts';
import { snakemakeFailure } from '../../../src/runtime/snakemake/snakemake-failure.ts';

const room = mkdtempSync(path.join(tmpdir(), 'anoseg-snakemake-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

/** A program of this name in a folder of its own, which it gives. */
function program(name: string, script: string, folder = mkdtempSync(path.join(room, 'bin-'))): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return folder;
}

const system = '/usr/bin:/bin';
const emptyCache = path.join(room, 'none');

describe('the Snakemake that is used', () => {
  test('is the one on the PATH; one that the environment names comes first', async () => {
    const onPath = program('snakemake', 'echo 9.27.1');
    const named = path.join(program('snake', 'echo 9.3.0'), 'snake');
    const PATH = `${onPath}:${system}`;
    expect(await findSnakemake({ PATH }, emptyCache)).toEqual({ command: 'snakemake', version: '9.27.1' });
    expect(await findSnakemake({ PATH, ANOSEG_SNAKEMAKE: named }, emptyCache)).toMatchObject({ version: '9.3.0' });
  });

  test('is the one in the cache where that on the PATH is too old', async () => {
    const cache = mkdtempSync(path.join(room, 'cache-'));
    const PATH = `${program('snakemake', 'echo 7.21.0')}:${system}`;
    await expect(findSnakemake({ PATH }, cache)).rejects.toMatchObject({
      code: 'snakemake-version',
      message: '`snakemake` is Snakemake 7.21.0, and 9 or newer is needed',
      hint: expect.stringContaining('anoseg snakemake install'),
    });
    program('snakemake', 'echo 9.27.1', path.join(cache, 'snakemake', 'bin'));
    expect((await findSnakemake({ PATH }, cache)).version).toBe('9.27.1');
  });

  test.each([
    [{}, 'there is no Snakemake: no program `snakemake` is on the PATH'],
    [{ ANOSEG_SNAKEMAKE: '/none/snakemake' }, '`/none/snakemake` is no Snakemake that can be started'],
    [{ ANOSEG_SNAKEMAKE: '/bin/false' }, '`/bin/false` is no Snakemake that can be started'],
    [{ ANOSEG_SNAKEMAKE: '/bin/ls' }, '`/bin/ls` is no Snakemake that can be started'],
  ])('is missed with what to type: %j', async (env, message) => {
    await expect(findSnakemake({ PATH: emptyCache, ...env }, emptyCache)).rejects.toMatchObject({
      code: 'snakemake-missing',
      message,
      hint: expect.stringContaining('anoseg snakemake install'),
    });
  });

  test('is not installed without a Python that it works with', async () => {
    const PATH = program('python3', 'echo 3 9');
    const work = {
      cache: mkdtempSync(path.join(room, 'cache-')),
      env: { PATH },
      executors: [],
      onStage: () => undefined,
    };
    await expect(installSnakemake({ ...work, signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'snakemake-not-installed',
      message: expect.stringContaining('no Python 3.11 or newer'),
    });
  });

  test('is not installed where pip says no, and its reason is told', async () => {
    const script = `case "$*" in
  *version_info*) echo 3 12;;
  *venv*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python";;
  *) echo "WARNING: x" >&2; echo "ERROR: No matching distribution found for snakemake" >&2; exit 1;;
esac`;
    const env = { PATH: `${program('python3', script)}:${system}` };
    const work = { cache: mkdtempSync(path.join(room, 'cache-')), env, executors: ['slurm'], onStage: () => undefined };
    await expect(installSnakemake({ ...work, signal: new AbortController().signal })).rejects.toMatchObject({
      code: 'snakemake-not-installed',
      message: 'Snakemake is not installed: No matching distribution found for snakemake',
    });
  });
});

describe('a Snakemake that ends by itself', () => {
  const snakemake = { command: 'snakemake', version: '9.27.1' };

  async function failure(said: string, code = 1, executor?: string) {
    const command = path.join(program('snakemake', `cat >&2 <<'END'\n${said}\nEND\nexit ${code}`), 'snakemake');
    const start = { words: [], env: { PATH: system }, folder: path.dirname(command) };
    const { end } = startSnakemake({ ...snakemake, command }, start, () => undefined);
    return snakemakeFailure(await end, { snakemake, folder: 'runs/claims', executor });
  }

  test('lacks the plugin of an executor', async () => {
    const said =
      "usage: snakemake [-h]\nsnakemake: error: argument --executor/-e: invalid choice: 'lsf' (choose from local, dryrun, touch)";
    expect(await failure(said, 2, 'lsf')).toMatchObject({
      code: 'snakemake-executor',
      message: 'Snakemake has no executor `lsf`; it has local, dryrun, touch',
      hint: expect.stringContaining('pip install snakemake-executor-plugin-lsf'),
    });
  });

  test('found another one in the folder', async () => {
    const said =
      'LockException:\nError: Directory cannot be locked. Please make sure that no other Snakemake process is trying';
    expect(await failure(said)).toMatchObject({
      code: 'snakemake-locked',
      hint: expect.stringContaining('--unlock --directory runs/claims'),
    });
  });

  test('was handed words that it does not know', async () => {
    expect(await failure('usage: snakemake\nsnakemake: error: unrecognized arguments: --jbos', 2)).toMatchObject({
      code: 'snakemake-failed',
      message: 'Snakemake ended: unrecognized arguments: --jbos',
    });
  });

  test('says why, behind a traceback', async () => {
    const said =
      'Traceback (most recent call last):\n  File "x.py", line 3, in y\nWorkflowError:\nUnable to submit jobs: sbatch is not there';
    expect((await failure(said))?.message).toBe(
      'Snakemake ended: WorkflowError: Unable to submit jobs: sbatch is not there',
    );
  });

  test('has nothing of its own to say where jobs failed, or none did', async () => {
    expect(await failure('WorkflowError:\nAt least one job did not complete successfully.')).toBeUndefined();
    expect(await failure('4 of 4 steps (100%) done', 0)).toBeUndefined();
  });
});
