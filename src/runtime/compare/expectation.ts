// How alike a second run can be expected to come out, from what both compute with.
import { type LockFile, type Sameness, samenessOf } from '../record/lock.ts';
import { type Machine, machineDifferences } from './compare.ts';
import type { Difference } from './difference.ts';

export interface Expectation {
  /** `bits`: the same digits; `tolerance`: figures that are near. */
  readonly level: Sameness;
  /** By the run of before, for machines that agree in everything. */
  readonly promised: Sameness;
  /** Of what bits can depend on. */
  readonly differences: readonly Difference[];
}

/** Node computes nothing, and another release of anoseg that understands the pipeline alike need not, either. */
const harmless: ReadonlySet<string> = new Set(['node', 'anoseg']);

export function expectationOf(before: LockFile, now: LockFile): Expectation {
  const differences = machineDifferences(before, now);
  const promised = samenessOf(before);
  const isBits = promised === 'bits' && samenessOf(now) === 'bits' && differences.every(isHarmless);
  return { level: isBits ? 'bits' : 'tolerance', promised, differences };
}

/** What changes bits where a run would go on with another machine. */
export function harmfulDifferences(before: Machine, now: Machine): readonly Difference[] {
  return machineDifferences(before, now).filter((difference) => !isHarmless(difference));
}

function isHarmless({ name }: Difference): boolean {
  return harmless.has(name);
}

/** So far apart figures may be where bits differ: our choice, above what was measured (docs/reproduce.md). */
export const figureTolerance = 0.03;

export function isWithinTolerance(metrics: readonly Difference[]): boolean {
  return metrics
    .filter(({ name }) => !name.includes('threshold'))
    .every(({ a, b }) => a !== null && b !== null && Math.abs(Number(a) - Number(b)) <= figureTolerance);
}
