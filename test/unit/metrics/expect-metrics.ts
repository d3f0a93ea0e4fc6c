// Compares metrics with those of the references, key by key, so that a failure names the metric.
import { expect } from 'vitest';
import type { Metrics } from '../../../src/metrics/types.ts';
import type { Case } from './recipes.ts';

/** Sums of floating-point numbers in another order are all that may differ. */
const TOLERANCE = 1e-9;

export function expectMetrics(actual: Metrics, expected: Case['expected']): void {
  expectSet('all', { ...actual }, { ...expected });
  expect(Object.keys(actual.defects)).toEqual(Object.keys(expected.defects));
  for (const [kind, set] of Object.entries(expected.defects)) expectSet(kind, { ...actual.defects[kind] }, { ...set });
}

function expectSet(name: string, actual: Record<string, unknown>, expected: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(expected)) {
    if (key === 'defects') continue;
    const found = actual[key];
    const place = `${key} of ${name}: ${found}, not ${value}`;
    if (typeof value === 'number') expect(Math.abs(Number(found ?? NaN) - value), place).toBeLessThan(TOLERANCE);
    else expect(found, place).toBe(value);
  }
}
