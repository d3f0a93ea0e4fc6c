// SIGKILL at random moments: of the engine process, of its parent, of both; many of them while a state is being saved, some
// while a run goes on. Whatever was killed goes on from its last save, and ends with the bits of a run that nobody disturbed.
// Six kills; ANOSEG_TEST_LONG=1 makes it 200. ANOSEG_TEST_SEED=N draws other moments.
import path from 'node:path';
import { expect, test } from 'vitest';
import { anoseg, scratch } from './command.ts';
import { eventsOf, type Kill, killOnce, resultOf } from './random-kills.ts';
import { drawSmallSet } from './small-set.ts';

const isLong = process.env.ANOSEG_TEST_LONG === '1';
const seed = Number(process.env.ANOSEG_TEST_SEED ?? 1);

// A state is saved after each step, and takes longer than the step.
const env = { ANOSEG_SAVE_SECONDS: '1e-9' };

test.each(['last', 'best'] as const)(
  'killed runs (keep = %s) end as undisturbed ones',
  async (keep) => {
    const set = await drawSmallSet(keep);
    const begun = (out: string) => [...set.run, '--set', 'steps=60', '--out', out];
    const straight = path.join(scratch(), 'straight');
    const started = performance.now();
    expect(await anoseg(begun(straight), env)).toMatchObject({ code: 0, stderr: '' });
    const plan = { draw: drawsOf(seed), whole: performance.now() - started, env };
    const expected = resultOf(straight);
    const kills: Kill[] = [];
    let ends = 0;
    while (kills.length < (isLong ? 100 : 3)) {
      const folder = path.join(scratch(), 'run');
      let args = begun(folder);
      for (;;) {
        const { kill, ended } = await killOnce(args, folder, plan);
        if (kill === undefined) break;
        kills.push(kill);
        examine(kill, folder);
        expect(ended.stdout + ended.stderr).not.toMatch(/\n\s+at |a bug in anoseg/);
        args = kill.hasLock ? ['run', '--resume', folder, '--quiet'] : begun(folder);
        if (!isLong && kills.length === 3) {
          expect(await anoseg(args, env)).toMatchObject({ code: 0, stderr: '' });
          break;
        }
      }
      expect(resultOf(folder)).toEqual(expected);
      ends += 1;
    }
    if (isLong) console.log(JSON.stringify({ keep, seed, ends, ...summary(kills) }));
  },
  3_600_000,
);

function examine({ victim, ended, toldSaved, saved }: Kill, folder: string): void {
  if (victim === 'engine' && ended.code !== null) {
    expect(ended.code).toBe(3);
    expect(ended.stderr).toMatch(/^error: the engine process ended unexpectedly.*SIGKILL/);
    expect(ended.stderr).toContain('help: ');
  }
  // Nothing that was said to be saved is lost, and a run that went on did so where it was saved last.
  expect(saved).toBeGreaterThanOrEqual(toldSaved);
  expect(eventsOf(folder).findLast(({ event }) => event === 'start')?.from ?? 0).toBeLessThanOrEqual(saved);
}

function summary(kills: readonly Kill[]) {
  const count = (is: (kill: Kill) => boolean) => kills.filter(is).length;
  const stages = [...new Set(kills.map(({ stage }) => stage))];
  return {
    kills: kills.length,
    engine: count(({ victim }) => victim === 'engine'),
    parent: count(({ victim }) => victim === 'parent'),
    group: count(({ victim }) => victim === 'group'),
    resumes: count(({ isResume }) => isResume),
    whileSaving: count(({ whileSaving }) => whileSaving),
    stages: Object.fromEntries(stages.map((stage) => [stage ?? 'start', count((kill) => kill.stage === stage)])),
    mostLost: Math.max(...kills.map(({ told, saved }) => told - saved)),
  };
}

/** Numbers from 0 to 1 by a seed (mulberry32). */
function drawsOf(first: number): () => number {
  let state = first;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
