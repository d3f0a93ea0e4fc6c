// How alike a second run can be expected to come out, from what both compute with.
import type { LockFile } from '../record/lock.ts';
import { machine } from './compare.ts';
import { type Difference, differencesIn } from './difference.ts';

export interface Expectation {
  /** `bits`: the same digits; `tolerance`: figures that are near. */
  readonly level: 'bits' | 'tolerance';
  /** Of what bits can depend on. */
  readonly differences: readonly Difference[];
}

/** Node computes nothing, and another release of anoseg that understands the pipeline alike need not, either. */
const harmless: ReadonlySet<string> = new Set(['node', 'anoseg']);

export function expectationOf(before: LockFile, now: LockFile): Expectation {
  const differences = differencesIn('machine', machine(before), machine(now));
  return { level: differences.some(({ name }) => !harmless.has(name)) ? 'tolerance' : 'bits', differences };
}

/** So far apart figures may be where bits differ: our choice, above what was measured (docs/reproduce.md). */
export const figureTolerance = 0.03;

export function isWithinTolerance(metrics: readonly Difference[]): boolean {
  return metrics
    .filter(({ name }) => !name.includes('threshold'))
    .every(({ a, b }) => a !== null && b !== null && Math.abs(Number(a) - Number(b)) <= figureTolerance);
}
