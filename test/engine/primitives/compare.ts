// Compares tensors of numbers, and says where they differ most.
import { expect } from 'vitest';
import type { Values } from './example.ts';

/** Equal shapes, and every value within `tolerance * (1 + scale)`; `scale` is the value's size, or that of the largest. */
export function expectClose(
  actual: Values | undefined,
  expected: Values | undefined,
  tolerance: number,
  what: string,
  scale: 'each' | 'largest' = 'each',
): void {
  if (actual === undefined || expected === undefined) throw new Error(`${what}: nothing to compare`);
  expect(actual.shape, `${what}: shape`).toEqual([...expected.shape]);
  expect(actual.data.length, `${what}: number of values`).toBe(expected.data.length);
  const wanted = Array.from(expected.data);
  const largest = wanted.reduce((size, value) => Math.max(size, Math.abs(value)), 0);
  const wrong = wanted.flatMap((value, index) => {
    const got = actual.data[index] ?? Number.NaN;
    const allowed = tolerance * (1 + (scale === 'each' ? Math.abs(value) : largest));
    return Object.is(got, value) || Math.abs(got - value) <= allowed ? [] : [{ index, got, value }];
  });
  expect(wrong.slice(0, 5), `${what}: ${wrong.length} of ${wanted.length} values differ`).toEqual([]);
}
