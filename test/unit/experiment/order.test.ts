// The order of a grid's runs, and what their folders are called.
import { expect, test } from 'vitest';
import {
  combinationsInOrder,
  countCombinations,
  labelOf,
  type Role,
} from '../../../src/runtime/experiment/combinations.ts';
import { folderNames } from '../../../src/runtime/experiment/folder-names.ts';

const axis = (role: Role, ...values: readonly string[]) => ({ role, values });
const inOrder = (...axes: readonly ReturnType<typeof axis>[]) => combinationsInOrder(axes).map((one) => one.join(' '));

test('a seed of everything before the next seed, variants side by side; each combination as it is written', () => {
  const order = inOrder(axis('compared', 'on', 'off'), axis('repeated', '1', '2'), axis('other', 'a', 'b'));
  expect(order).toEqual(['on 1 a', 'off 1 a', 'on 1 b', 'off 1 b', 'on 2 a', 'off 2 a', 'on 2 b', 'off 2 b']);
});

test('of parameters that are for the same the last one changes first', () => {
  expect(inOrder(axis('other', 'a', 'b'), axis('other', '1', '2'))).toEqual(['a 1', 'a 2', 'b 1', 'b 2']);
  expect(inOrder(axis('repeated', '1', '2'), axis('repeated', 'x', 'y'))).toEqual(['1 x', '1 y', '2 x', '2 y']);
});

test.each([[[3]], [[2, 2, 2]], [[15, 5, 4]], [[1, 1]]])('%j values: each combination once', (counts) => {
  const roles: readonly Role[] = ['other', 'repeated', 'compared'];
  const axes = counts.map((count, i) => axis(roles[i] ?? 'other', ...Array.from({ length: count }, (_, k) => `${k}`)));
  const order = inOrder(...axes);
  expect(new Set(order).size).toBe(order.length);
  expect(order).toHaveLength(countCombinations(axes));
  // After so many runs as there are without repeats, each of those is there once.
  const seed = counts.length > 1 ? 1 : undefined;
  const firstRound = order.slice(0, order.length / (seed === undefined ? 1 : (counts[seed] ?? 1)));
  expect(firstRound.every((one) => seed === undefined || one.split(' ')[seed] === '0')).toBe(true);
});

test('folders are called as the runs are, as far as disks take it, and never alike', () => {
  const name = (parameters: Record<string, string>) => folderNames([parameters], [])[0];
  expect(name({ width: '8' })).toBe('8');
  expect(name({ width: '8', seed: '1' })).toBe('width_8_seed_1');
  expect(name({ kind: '"../../etc"' })).toBe('_.._.._etc_');
  expect(name({ kind: '..' })).toBe('_');
  expect(name({ rate: '-1' })).toBe('_1');
  const alike = folderNames([{ k: 'A' }, { k: 'a' }, { k: '"a"' }, { k: 'experiment.json' }], ['experiment.json']);
  expect(alike).toEqual(['A', 'a-2', '_a_', 'experiment.json-2']);
  const long = folderNames([{ k: 'x'.repeat(300) }, { k: `${'x'.repeat(300)}y` }], []);
  expect(new Set(long).size).toBe(2);
  for (const one of long) expect(Buffer.byteLength(one)).toBeLessThanOrEqual(255);
  expect(labelOf({ width: '8', seed: '1' })).toBe('width=8, seed=1');
});
