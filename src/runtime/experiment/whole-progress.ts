// How far all of an experiment is: which run comes, and how long the rest will take by the runs that this process has finished.
import { medianOf } from '../../statistics/sample.ts';

export interface WholeProgress {
  /** Of the run that comes, from 1. */
  readonly number: number;
  readonly total: number;
  /** Milliseconds; undefined before the first run is finished. */
  readonly left: number | undefined;
}

export interface RunCounts {
  readonly total: number;
  /** Finished, or failed by now. */
  readonly over: number;
  /** In the hands of other processes, which share the rest. */
  readonly elsewhere: number;
}

/** `durations`: of finished runs, in milliseconds. */
export function wholeProgress({ total, over, elsewhere }: RunCounts, durations: readonly number[]): WholeProgress {
  const left = durations.length === 0 ? undefined : (medianOf(durations) * (total - over)) / (elsewhere + 1);
  return { number: Math.min(total, over + elsewhere + 1), total, left };
}
