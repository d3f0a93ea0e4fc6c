// How many threads TensorFlow may be asked for. Knows neither the command line nor this machine.

/**
 * More cores than one process is given nearly anywhere, and few enough that idle threads cost 300 MB at most: a hundred
 * thousand of them take 11 GB and do no work.
 */
export const MOST_THREADS = 1024;

export function isThreadCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= MOST_THREADS;
}
