// A checkpoint is what was saved, or is refused by the file that is not.
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { TrainingProgram } from '../../../src/compiler/training-program.ts';
import type { Session } from '../../../src/runtime/session/session.ts';
import { latestCheckpoint, restoreCheckpoint, saveCheckpoint } from '../../../src/runtime/training/checkpoint.ts';

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

function saved(): string {
  const parent = mkdtempSync(path.join(tmpdir(), 'anoseg-checkpoint-'));
  saveCheckpoint(session(), program, parent, 40, undefined);
  return parent;
}

const restore = (parent: string, into: string[] = []) => {
  const checkpoint = latestCheckpoint(parent) ?? expect.fail('no checkpoint');
  restoreCheckpoint(session(into), program, checkpoint);
};

test('what was saved is restored, also of a release that knew no digests', () => {
  const [parent, restored] = [saved(), [] as string[]];
  restore(parent, restored);
  writeFileSync(path.join(parent, 'step-00000040/state.json'), '{"format_version":"1.0","step":40}');
  restore(parent, restored);
  expect(restored).toEqual(Array(2).fill(path.join(parent, 'step-00000040/variables')));
});

test.each<[string, (file: string) => void, string]>([
  ['changed', (file) => appendFileSync(file, 'y'), 'it is not what was saved'],
  ['cut off', (file) => writeFileSync(file, readFileSync(file).subarray(0, 99)), 'it is not what was saved'],
  ['missing', (file) => rmSync(file), 'it is missing'],
])('a file that is %s is named', (_, damage, problem) => {
  const parent = saved();
  const file = path.join(parent, 'step-00000040/variables.data-00000-of-00001');
  damage(file);
  const restored: string[] = [];
  expect(() => restore(parent, restored)).toThrow(
    expect.objectContaining({ code: 'checkpoint-unreadable', message: expect.stringContaining(file) }),
  );
  expect(() => restore(parent)).toThrow(problem);
  expect(restored).toEqual([]);
});

test('a file of another save is none of this one', () => {
  const [parent, other] = [saved(), saved()];
  const place = (of: string) => path.join(of, 'step-00000040/variables.index');
  mkdirSync(path.dirname(place(other)), { recursive: true });
  writeFileSync(place(other), 'index of another save');
  writeFileSync(place(parent), readFileSync(place(other)));
  expect(() => restore(parent)).toThrow('variables.index');
});
