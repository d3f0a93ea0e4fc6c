// .npy files as NumPy writes them: test/fixtures/npy/make.py.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readNpy } from '../../../src/runtime/score/npy.ts';

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
