// Whether differences of pairs lie on one side of zero: the paired t test (Student 1908) with the interval of their mean,
// and Holm's correction (1979) where there are several tests.
import jstat from 'jstat';
import { deviationOf, meanOf } from './sample.ts';

/** With fewer differences an interval says hardly more than that it is wide. */
export const fewestForInterval = 3;
/** With fewer a p-value says more of the assumption that differences are normal than of the differences. */
export const fewestForTest = 5;
export const confidence = 0.95;

export interface PairedTest {
  /** How many differences. */
  readonly count: number;
  readonly mean: number;
  readonly deviation: number | undefined;
  /** Of the mean, at `confidence`. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
  /** Of both sides. */
  readonly p: number | undefined;
  /** Why there is no p-value. */
  readonly missing: 'few' | 'alike' | undefined;
}

/** Differences of figures from 0 to 1 that are nearer to each other than this differ by rounding alone. */
const rounding = 1e-12;

/** Undefined where there are no differences. */
export function pairedTest(differences: readonly number[]): PairedTest | undefined {
  const count = differences.length;
  if (count === 0) return undefined;
  const mean = meanOf(differences);
  const deviation = deviationOf(differences);
  const isAlike = (deviation ?? 0) < rounding;
  const error = (deviation ?? Number.NaN) / Math.sqrt(count);
  const half = jstat.studentt.inv((1 + confidence) / 2, Math.max(1, count - 1)) * error;
  const missing = count < fewestForTest ? 'few' : isAlike ? 'alike' : undefined;
  return {
    count,
    mean,
    deviation,
    interval: count < fewestForInterval ? undefined : { low: mean - half, high: mean + half },
    p: missing === undefined ? 2 * jstat.studentt.cdf(-Math.abs(mean / error), count - 1) : undefined,
    missing,
  };
}

/** P-values so that the chance to call anything a difference, where there is none, stays below the level for all together. */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p);
  const corrected: number[] = Array.from(ps);
  let highest = 0;
  for (const [rank, { p, i }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, (ps.length - rank) * p));
    corrected[i] = highest;
  }
  return corrected;
}
