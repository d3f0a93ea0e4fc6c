// A run that would go on with another machine: refused, each difference named with both values, unless that is accepted, which
// its lock then says.
import { expect, test } from 'vitest';
import type { OpenedEngine } from '../../../src/runtime/contract/service.ts';
import { describeMachine } from '../../../src/runtime/record/describe-machine.ts';
import type { LockFile } from '../../../src/runtime/record/lock.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { describeMove, lockHere, variablesFor } from '../../../src/runtime/training/machine-here.ts';
import { wholeLock } from './whole-lock.ts';

const engine = {
  engine: { variant: 'cpu' },
  binding: { isUsingGpuDevice: () => false, TF_Version: '2.19.1' },
  oneDnn: 'on',
} as unknown as OpenedEngine;
const here: LockFile = { ...wholeLock, ...describeMachine(engine, { threads: 2, anoseg: '0.1.0' }) };
const at = (mayMove: boolean) => ({
  folder: runFolder('runs/parts-1'),
  checkpoint: { folder: '', step: 40, keep: undefined },
  mayMove,
});

test('the same machine, another release and another Node go on', () => {
  expect(lockHere(at(false), here, engine, '0.1.0')).toBe(here);
  expect(lockHere(at(false), { ...here, node: 'v18.0.0' }, engine, '0.2.0')).toMatchObject({ sameness: 'bits' });
  const { variables: _, ...before } = here.engine;
  const { libraries: __, ...earlier } = here;
  const old: LockFile = { ...earlier, engine: before, format_version: '1.1' };
  expect(lockHere(at(false), old, engine, '0.1.0')).toBe(old);
});

const others: readonly (readonly [string, Partial<LockFile>])[] = [
  ['tensorflow was 2.15.0, here 2.19.1', { engine: { ...here.engine, tensorflow: '2.15.0' } }],
  ['onednn was false, here true', { engine: { ...here.engine, onednn: false } }],
  ['architecture was sparc, here', { cpu: { ...here.cpu, architecture: 'sparc' } }],
  ['instruction sets was mmx, here', { cpu: { ...here.cpu, features: ['mmx'] } }],
  ['vips was 1.0, here', { libraries: { ...here.libraries, vips: '1.0' } }],
];

test.each(others)('%s', (said, other) => {
  const lock = { ...here, ...other };
  expect(() => lockHere(at(false), lock, engine, '0.1.0')).toThrow(
    expect.objectContaining({
      code: 'machine-changed',
      message: expect.stringContaining(said),
      hint: expect.stringContaining('`anoseg run --resume runs/parts-1 --elsewhere`'),
    }),
  );
  const moved = lockHere(at(true), lock, engine, '0.1.0');
  expect(moved).toMatchObject({ identity: lock.identity, sameness: 'tolerance', elsewhere: [{ step: 40 }] });
  expect(describeMove(lock, moved)).toContain('from step 40 on the run has another machine');
  expect(describeMove(lock, lock)).toBeUndefined();
});

test('variables that change digits are those of the lock; who only reproduces has their own beside', () => {
  const locked = { ...here, engine: { ...here.engine, variables: { ONEDNN_MAX_CPU_ISA: 'AVX2' } } };
  const decided = { lock: locked, data: '' };
  const env = { ONEDNN_MAX_CPU_ISA: 'AVX', TF_XLA_FLAGS: '--x', HOME: '/' };
  expect(variablesFor({ lock: locked, decided }, env)).toEqual({ ONEDNN_MAX_CPU_ISA: 'AVX2' });
  expect(variablesFor({ lock: undefined, decided }, {})).toEqual({ ONEDNN_MAX_CPU_ISA: 'AVX2' });
  expect(variablesFor({ lock: undefined, decided }, env)).toEqual({ ONEDNN_MAX_CPU_ISA: 'AVX', TF_XLA_FLAGS: '--x' });
  expect(variablesFor({ lock: undefined, decided: undefined }, env)).toBeUndefined();
});
