// .npy files as NumPy writes them: test/fixtures/npy/make.py.
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readNpy } from '../../../src/runtime/score/npy.ts';
import { readMap } from '../../../src/runtime/score/read-map.ts';

interface NpyCase {
  readonly name: string;
  /** Base64. */
  readonly file: string;
  /** Row by row; null where it is no anomaly map. */
  readonly values: readonly number[] | null;
}

const cases: readonly NpyCase[] = JSON.parse(
  readFileSync(new URL('../../fixtures/npy/files.json', import.meta.url), 'utf8'),
);
const bytesOf = ({ file }: NpyCase) => new Uint8Array(Buffer.from(file, 'base64'));

describe('reads', () => {
  test.each(cases.filter(({ values }) => values !== null))('$name', (one) => {
    const map = readNpy(bytesOf(one), 'a.npy');
    expect([map.height, map.width]).toEqual([3, 4]);
    expect([...map.values]).toEqual(one.values);
  });
});

describe('refuses, with a reason', () => {
  test.each(cases.filter(({ values }) => values === null))('$name', (one) => {
    expect(() => readNpy(bytesOf(one), 'a.npy')).toThrow(/a\.npy cannot be read .*(type|shape)/);
  });

  test('what is cut off at any place', () => {
    const [first] = cases;
    const bytes = first ? bytesOf(first) : new Uint8Array();
    for (let length = 0; length < bytes.length; length++)
      expect(() => readNpy(bytes.subarray(0, length), 'a.npy')).toThrow('a.npy cannot be read');
  });
});

describe('shapes', () => {
  const npy = (shape: string, count = 12) => {
    const header = `{'descr': '<f4', 'fortran_order': False, 'shape': ${shape}, }`.padEnd(117);
    return Buffer.concat([
      Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0]),
      Buffer.from(`${header}\n`),
      Buffer.alloc(4 * count),
    ]);
  };

  test.each([
    ['(-3, -4)', 'its shape is (-3, -4), and sides are whole numbers above 0'],
    ['(-40,)', 'its shape is (-40), and sides are whole numbers above 0'],
    ['(1.5, 2)', 'its shape is (1.5, 2), and sides are whole numbers above 0'],
    ['(0, 4)', 'its shape is (0, 4), and sides are whole numbers above 0'],
    ['(1e1, 1)', 'its shape is (1e1, 1), and sides are whole numbers above 0'],
    ['(99999999999999999999, 4)', 'sides are whole numbers above 0'],
    ['(100000, 100000)', 'it is cut off: 100000 x 100000 numbers take 40000000000 bytes, and it has 48'],
    ['(12,)', 'its shape is (12), not (height, width)'],
    ['()', 'its shape is (), not (height, width)'],
  ])('%s is refused', (shape, why) => {
    expect(() => readNpy(npy(shape), 'a.npy')).toThrow(why);
  });

  test('a file that no memory holds is not read', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'anoseg-npy-')), 'a.npy');
    writeFileSync(file, '');
    truncateSync(file, 8e9);
    await expect(readMap(file, 'a.npy')).rejects.toThrow(
      'a.npy cannot be read as an anomaly map: it has more than 2 GB',
    );
  });

  test.each(['(3, 4)', '(1, 3, 4)', '(3, 4, 1)', '(3L, 4L)', '( 3 , 4 )'])('%s is read', (shape) => {
    expect(readNpy(npy(shape), 'a.npy')).toMatchObject({ height: 3, width: 4 });
  });
});
