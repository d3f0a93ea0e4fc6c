// How many threads TensorFlow may be asked for, and is where nobody says. Knows nothing of the command line.
import { availableParallelism } from 'node:os';

/**
 * More cores than one process is given nearly anywhere, and few enough that idle threads cost 300 MB at most: a hundred
 * thousand of them take 11 GB and do no work.
 */
export const MOST_THREADS = 1024;

export function isThreadCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_THREADS;
}

/** One for each core of this machine. */
export function usualThreads(): number {
  return Math.min(availableParallelism(), MOST_THREADS);
}
