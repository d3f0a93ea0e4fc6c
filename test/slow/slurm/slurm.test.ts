// Runs on a real SLURM, whose jobs are killed: by their time, by their memory, with their node. Only where the machine may be changed for
// it: ANOSEG_TEST_SLURM=1, as root on Debian; and where there is a Snakemake with its plugin (`anoseg snakemake install --executor slurm`).
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anoseg, eventually, scratch, startAnoseg } from '../command.ts';
import { type Slurm, slurmWords, startSlurm } from './two-nodes.ts';

const isWanted = process.env.ANOSEG_TEST_SLURM === '1' && process.getuid?.() === 0;
const minutes = 60_000;

const quickstart = path.resolve('pipelines/quickstart.anoseg');
const room = scratch();
const tiny = ['--set', 'size=32', '--set', 'width=4', '--threads', '1', '--each', 'seed=1'];
const slurmJobs = ['--on', 'snakemake', '--executor', 'slurm', '--', ...slurmWords];

interface StoredEvent {
  readonly event: string;
  readonly from: number;
}

/** None where the run has not begun. */
function eventsOf(run: string): readonly StoredEvent[] {
  const file = path.join(run, 'events.jsonl');
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line): StoredEvent => JSON.parse(line));
}

/** Steps from which runs went on, the first 0. */
function starts(run: string): readonly number[] {
  return eventsOf(run).flatMap(({ event, from }) => (event === 'start' ? [from] : []));
}

function expectSame(run: string, other: string): void {
  for (const name of ['scores.csv', path.join('model', 'variables', 'variables.data-00000-of-00001')])
    expect(readFileSync(path.join(run, name)).equals(readFileSync(path.join(other, name))), name).toBe(true);
}

describe.runIf(isWanted)('jobs of a SLURM', () => {
  let slurm: Slurm;
  let steps = '';
  const alone = path.join(room, 'alone');

  beforeAll(async () => {
    slurm = await startSlurm();
    // As many steps as take longer than the shortest time that SLURM knows.
    const short = path.join(room, 'short');
    await anoseg(['run', quickstart, ...tiny, '--set', 'steps=30', '--out', short, '--quiet']);
    const { train } = JSON.parse(readFileSync(path.join(short, '1', 'metrics.json'), 'utf8'));
    steps = `steps=${Math.ceil(75_000 / train.median_step_ms)}`;
    await anoseg(['run', quickstart, ...tiny, '--set', steps, '--out', alone, '--quiet']);
  }, 30 * minutes);
  afterAll(() => slurm?.stop());

  test(
    'that are killed by their time, then by their memory, go on and give the same to the last bit',
    async () => {
      const folder = path.join(room, 'killed');
      const asked = ['run', quickstart, ...tiny, '--set', steps, '--out', folder, ...slurmJobs];
      const limits = ['run:runtime=1 if attempt == 1 else 60', 'run:mem_mb=350 if attempt == 2 else 2500'];
      const { code, stdout } = await anoseg([...asked, '--set-resources', ...limits]);
      expect(stdout.match(/SLURM status is: '\w+'/g)).toEqual([
        "SLURM status is: 'TIMEOUT'",
        "SLURM status is: 'FAILED'",
      ]);
      expect(code).toBe(0);
      const from = starts(path.join(folder, '1'));
      expect(from[0]).toBe(0);
      expect(from.at(-1)).toBeGreaterThan(0);
      expectSame(path.join(folder, '1'), path.join(alone, '1'));
    },
    60 * minutes,
  );

  test(
    'that are interrupted, running and queued, leave nothing there; the same command goes on, and does nothing twice',
    async () => {
      const folder = path.join(room, 'interrupted');
      const grid = ['run', quickstart, '--set', 'size=32', '--set', 'width=4', '--set', 'steps=200', '--threads', '1'];
      // A node has room for one of them, so the third one waits.
      const asked = [
        ...grid,
        '--each',
        'seed=1..3',
        '--out',
        folder,
        ...slurmJobs,
        '--set-resources',
        'run:mem_mb=6000',
      ];
      const running = startAnoseg(asked);
      const isTraining = (seed: number) =>
        eventsOf(path.join(folder, String(seed))).some(({ event }) => event === 'step');
      await eventually(() => isTraining(1) && isTraining(2));
      expect([slurm.nodesAtWork().length, slurm.jobs().length]).toEqual([2, 3]);
      running.child.kill('SIGINT');
      const { code, stdout } = await running.ended;
      expect([code, stdout]).toEqual([130, expect.stringContaining('the same command goes on')]);
      await eventually(() => slurm.jobs().length === 0);
      expect(existsSync(path.join(folder, '3'))).toBe(false);
      expect((await anoseg(asked)).code).toBe(0);
      for (const seed of [1, 2, 3]) {
        const run = path.join(folder, String(seed));
        expect(starts(run)).toEqual(seed === 3 ? [0] : [0, expect.any(Number)]);
        if (seed < 3) expect(starts(run)[1]).toBeGreaterThan(0);
        expect(eventsOf(run).filter(({ event }) => event === 'done')).toHaveLength(1);
      }
    },
    60 * minutes,
  );

  test(
    'whose node goes away go on on another one',
    async () => {
      const folder = path.join(room, 'moved');
      const running = startAnoseg(['run', quickstart, ...tiny, '--set', steps, '--out', folder, ...slurmJobs]);
      const checkpoints = path.join(folder, '1', 'events.jsonl');
      await eventually(() => existsSync(checkpoints) && readFileSync(checkpoints, 'utf8').includes('"event":"step"'));
      const [node] = slurm.nodesAtWork();
      expect(node === 'one' || node === 'two').toBe(true);
      if (node === 'one' || node === 'two') slurm.kill(node);
      await eventually(() => slurm.nodesAtWork().some((other) => other !== node));
      const { code } = await running.ended;
      expect(code).toBe(0);
      expectSame(path.join(folder, '1'), path.join(alone, '1'));
    },
    60 * minutes,
  );
});
