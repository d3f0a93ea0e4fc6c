// The sort against the engine's own.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type FloatArray, FloatSorter } from '../../../src/metrics/pixels/radix-sort.ts';
import { noise } from './recipes.ts';

describe('FloatSorter', () => {
  test.each([
    ['float32', fc.float32Array({ noNaN: true, maxLength: 300 })],
    ['float64', fc.float64Array({ noNaN: true, maxLength: 300 })],
  ])('sorts any %s numbers, negative ones, zeros and infinities among them', (_name, arrays) => {
    fc.assert(
      fc.property(arrays, (values: FloatArray) => expectSorted(values)),
      { numRuns: 300 },
    );
  });

  test('sorts doubles that differ in their last bits only', () => {
    const values = Float64Array.from(
      { length: 5000 },
      (_, i) => 1 + Math.floor(noise(i, 1, 1) * 1000) * Number.EPSILON,
    );
    expectSorted(values);
    expectSorted(values.map((value) => -value));
  });

  test('sorts many doubles, nearly all different', () => {
    expectSorted(Float64Array.from({ length: 20_000 }, (_, i) => noise(i, 2, 2) - 0.5 * noise(i, 3, 3)));
  });

  test('leaves equal values in their order', () => {
    const values = Float32Array.of(2, 1, 2, 1, 2);
    const classes = Uint32Array.of(0, 1, 2, 3, 4);
    new FloatSorter().sort(values, classes);
    expect([...classes]).toEqual([1, 3, 0, 2, 4]);
  });

  test('sorts part of a buffer, after a larger one', () => {
    const sorter = new FloatSorter();
    sorter.sort(
      Float32Array.from({ length: 100 }, (_, i) => -i),
      new Uint32Array(100),
    );
    const values = Float32Array.of(9, 3, 2, 1, 0);
    sorter.sort(values.subarray(1, 4));
    expect([...values]).toEqual([9, 1, 2, 3, 0]);
  });
});

/** Also that each class stays with its value. */
function expectSorted(values: FloatArray): void {
  const classes = Uint32Array.from(values, (_, i) => i);
  const sorted = values.slice();
  new FloatSorter().sort(sorted, classes);
  expect(sorted).toEqual(values.slice().sort());
  expect([...classes].map((index) => values[index])).toEqual([...sorted]);
}
