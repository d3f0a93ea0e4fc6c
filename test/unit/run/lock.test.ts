// lock.json is what the run wrote: one edited value is found, whichever; places, layout and order are nobody's business.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { compare } from '../../../src/runtime/compare/compare.ts';
import { expectationOf } from '../../../src/runtime/compare/expectation.ts';
import { identityOf, type LockFile, requireUnedited, samenessOf } from '../../../src/runtime/record/lock.ts';
import { runFolder } from '../../../src/runtime/record/run-folder.ts';
import { filesToShare } from '../../../src/runtime/share/share-files.ts';
import { lock as isLock } from '../../../src/runtime/stored/validators.js';
import { wholeLock } from './whole-lock.ts';

const check = (lock: LockFile) => requireUnedited(lock, 'lock.json');
const copy = (): LockFile => structuredClone(wholeLock);

/** Every value of it, by the keys that lead there. */
function placesIn(value: unknown, keys: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [keys];
  return Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...keys, key]));
}

function editedAt(keys: readonly string[]): LockFile {
  const lock = copy();
  const holder = keys.slice(0, -1).reduce<object>((inner, key) => Reflect.get(inner, key), lock);
  const [key = ''] = keys.slice(-1);
  const value: unknown = Reflect.get(holder, key);
  Reflect.set(holder, key, typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}x`);
  return lock;
}

const free = ['command', 'data.folder', 'starts.0.file'];
const places = placesIn(wholeLock).map((keys) => keys.join('.'));

test('holds what the form says', () => {
  expect(isLock(wholeLock)).toBe(true);
  expect(wholeLock).toMatchObject({ sameness: 'bits' });
  check(wholeLock);
});

test.each(places.filter((place) => !free.includes(place)))('an edit of %s is found', (place) => {
  expect(() => check(editedAt(place.split('.')))).toThrow('lock.json is not as it was written');
});

test.each(free)('%s may be another', (place) => {
  expect(places).toContain(place);
  expect(() => check(editedAt(place.split('.')))).not.toThrow();
});

test('what is taken away or added is found, layout and order are not', () => {
  const { seed: _, ...without } = copy();
  expect(() => check(without as LockFile)).toThrow('it was edited');
  expect(() => check({ ...copy(), identity: undefined } as unknown as LockFile)).toThrow('it was edited');
  expect(() => check({ ...copy(), more: 1 } as LockFile)).toThrow('it was edited');
  const turned = Object.fromEntries(Object.entries(copy()).toReversed());
  expect(() => check(JSON.parse(JSON.stringify(turned, undefined, 7)))).not.toThrow();
});

test('a bundle has the identity of its run', () => {
  const place = mkdtempSync(path.join(tmpdir(), 'anoseg-lock-'));
  writeFileSync(path.join(place, 'metrics.json'), '{}');
  const files = filesToShare(
    { folder: runFolder(place), lock: copy(), bundle: { entry: 'p.anoseg', files: {} } },
    { withModel: false },
  );
  const text = files.get('lock.json');
  const shared: LockFile = JSON.parse(Buffer.from(text instanceof Uint8Array ? text : '').toString());
  expect(shared.command).toBeUndefined();
  expect(identityOf(shared)).toBe(wholeLock.identity);
});

test('what is promised: bits on one kind of machine, a tolerance on a GPU and after a move', () => {
  const move = { step: 4, machine: [{ name: 'tensorflow', before: '1', after: '2' }] };
  expect(samenessOf(wholeLock)).toBe('bits');
  expect(samenessOf({ device: 'gpu' })).toBe('tolerance');
  expect(samenessOf({ device: 'cpu', elsewhere: [move] })).toBe('tolerance');
  const moved: LockFile = { ...copy(), elsewhere: [move], sameness: 'tolerance' };
  check(moved);
  expect(() => check({ ...moved, sameness: 'bits' })).toThrow('`sameness` is "bits"');
  expect(expectationOf(wholeLock, copy())).toEqual({ level: 'bits', promised: 'bits', differences: [] });
  expect(expectationOf(moved, copy())).toEqual({ level: 'tolerance', promised: 'tolerance', differences: [] });
  const side = (lock: LockFile) => ({ lock, model: undefined, metrics: undefined });
  expect(compare(side(wholeLock), side(moved))).toMatchObject([
    { area: 'machine', name: 'sameness', a: 'bits', b: 'tolerance' },
  ]);
});

test.each<[string, Partial<LockFile>]>([
  ['variables', { engine: { ...wholeLock.engine, variables: { ONEDNN_MAX_CPU_ISA: 'AVX2' } } }],
  ['glibc', { libraries: { ...wholeLock.libraries, glibc: '2.17' } }],
  ['vips', { libraries: { ...wholeLock.libraries, vips: '8.0.0' } }],
  ['tensorflow', { engine: { ...wholeLock.engine, tensorflow: '2.20.0' } }],
  ['instruction sets', { cpu: { ...wholeLock.cpu, features: ['avx'] } }],
])('%s: bits depend on it', (name, other) => {
  const expected = expectationOf(wholeLock, { ...copy(), ...other });
  expect(expected).toMatchObject({ level: 'tolerance', promised: 'bits', differences: [{ name }] });
});
