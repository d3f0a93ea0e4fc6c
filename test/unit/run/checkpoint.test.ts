// A saved state is what was saved, of this run and in a known form; the one before it stands in for a damaged one, and it is
// told which steps are made again.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TrainingProgram } from '../../../src/compiler/training-program.ts';
import type { Session } from '../../../src/runtime/session/session.ts';
import { restoreCheckpoint, saveCheckpoint } from '../../../src/runtime/training/checkpoint.ts';
import { describeDamaged, findSavedState, setAside } from '../../../src/runtime/training/saved-states.ts';

const program = {
  feeds: { prefix: 'prefix' },
  fetches: { save: 'save', restore: 'restore' },
} as unknown as TrainingProgram;

/** Writes as TensorFlow does, and notes what is restored. */
function session(restored: string[] = []): Session {
  const run = ({ prefix }: { prefix: { data: Buffer[] } }, [fetch]: string[]) => {
    const place = String(prefix.data[0]);
    if (fetch === 'restore') restored.push(place);
    else {
      writeFileSync(`${place}.index`, 'index');
      writeFileSync(`${place}.data-00000-of-00001`, 'x'.repeat(3e6));
    }
    return [];
  };
  return { run } as unknown as Session;
}

const identity = (digit: string) => `sha256:${digit.repeat(64)}`;
const own = identity('a');

function saved(steps: readonly number[] = [40], run: string | undefined = own): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-checkpoint-'));
  for (const step of steps) saveCheckpoint(session(), program, { parent, run }, step, undefined);
  return parent;
}

const find = (parent: string, run: string | undefined = own) => findSavedState({ parent, run });
const state = (parent: string, step = 40) => path.join(parent, `step-000000${step}`, 'state.json');
const edit = (file: string, change: (text: string) => string) =>
  writeFileSync(file, change(readFileSync(file, 'utf8')));

test('what was saved is restored, also of a release that knew no digests', () => {
  const [parent, restored] = [saved(), [] as string[]];
  const restore = (run: string | undefined) => {
    const { checkpoint, damaged } = find(parent, run);
    expect(damaged).toEqual([]);
    restoreCheckpoint(session(restored), program, checkpoint ?? expect.fail('no checkpoint'));
  };
  restore(own);
  writeFileSync(state(parent), '{"format_version":"1.0","step":40}');
  // No such run writes `identity` into its lock.
  expect(findSavedState({ parent, run: undefined }).checkpoint?.step).toBe(40);
  expect(restored).toEqual([path.join(parent, 'step-00000040/variables')]);
});

test('the last two are kept', () => {
  const parent = saved([20, 40, 60]);
  mkdirSync(path.join(parent, 'step-00000007'));
  saveCheckpoint(session(), program, { parent, run: own }, 80, undefined);
  expect(readdirSync(parent).toSorted()).toEqual(['step-00000060', 'step-00000080']);
});

const damages: readonly (readonly [string, (folder: string) => void, string])[] = [
  ['weights that changed', (at) => appendFileSync(`${at}/variables.data-00000-of-00001`, 'y'), 'not what was saved'],
  ['weights cut off', (at) => writeFileSync(`${at}/variables.data-00000-of-00001`, 'xx'), 'not what was saved'],
  ['weights gone', (at) => rmSync(`${at}/variables.data-00000-of-00001`), 'it is missing'],
  ['an index gone', (at) => rmSync(`${at}/variables.index`), 'variables are missing'],
  ['state.json gone', (at) => rmSync(`${at}/state.json`), 'state.json is not as it was written: it is missing'],
  ['state.json cut off', (at) => writeFileSync(`${at}/state.json`, '{"format_version":"1.2","st'), 'no JSON'],
  [
    'state.json edited',
    (at) => edit(`${at}/state.json`, (text) => text.replace('index":"', 'index":"0')),
    'not what was saved',
  ],
  [
    'files of another save',
    (at) => writeFileSync(`${at}/variables.index`, 'index of another save'),
    'variables.index is not as it was written',
  ],
];

describe.each(damages)('%s', (_, damage, problem) => {
  test('the state before it is taken, and it is told what is lost', () => {
    const parent = saved([20, 40]);
    damage(path.join(parent, 'step-00000040'));
    const found = find(parent);
    expect(found.checkpoint).toMatchObject({ step: 20 });
    const told = describeDamaged(found);
    expect(told).toContain(problem);
    expect(told).toContain('goes on from the state before it, of step 20: 20 steps are made again');
    for (const one of found.damaged) setAside(one);
    expect(readdirSync(parent).toSorted()).toEqual(['step-00000020', 'step-00000040.damaged']);
    expect(find(parent)).toMatchObject({ checkpoint: { step: 20 }, damaged: [] });
  });

  test('where no other is whole nothing begins again without a word', () => {
    const parent = saved();
    damage(path.join(parent, 'step-00000040'));
    expect(() => find(parent)).toThrow(
      expect.objectContaining({
        code: 'checkpoint-unreadable',
        hint: expect.stringContaining('begin again from step 0'),
      }),
    );
    expect(() => find(parent)).toThrow(problem);
    expect(existsSync(path.join(parent, 'step-00000040'))).toBe(true);
  });
});

describe('a state that is not of this run', () => {
  const foreign = expect.objectContaining({ code: 'checkpoint-foreign' });

  test('is refused, whatever lies before it', () => {
    const [parent, other] = [saved([20, 40]), saved([40], identity('b'))];
    rmSync(path.join(parent, 'step-00000040'), { recursive: true });
    cpSync(path.join(other, 'step-00000040'), path.join(parent, 'step-00000040'), { recursive: true });
    expect(() => find(parent)).toThrow(foreign);
    expect(() => find(parent)).toThrow('was saved by bbbbbbbbbbbb, this is aaaaaaaaaaaa');
  });

  test('is refused as such, whatever step its folder is called after', () => {
    const [parent, other] = [saved([20, 40]), saved([40], identity('b'))];
    cpSync(path.join(other, 'step-00000040'), path.join(parent, 'step-00019999'), { recursive: true });
    expect(() => find(parent)).toThrow(foreign);
    expect(readdirSync(parent)).toContain('step-00019999');
  });

  test('cannot hide whose it is', () => {
    const parent = saved([40], identity('b'));
    const { digest: _, run: __, ...rest } = JSON.parse(readFileSync(state(parent), 'utf8'));
    writeFileSync(state(parent), JSON.stringify(rest));
    expect(() => find(parent)).toThrow(foreign);
    writeFileSync(state(parent), JSON.stringify({ ...rest, run: own }));
    expect(() => find(parent)).toThrow(foreign);
  });
});

test.each(['"2.0"', '3', '"2"'])('of a later release (format_version %s) it is said so', (version) => {
  const parent = saved([20, 40]);
  edit(state(parent), (text) => text.replace('"1.2"', version));
  expect(() => find(parent)).toThrow(expect.objectContaining({ code: 'later-release' }));
});
