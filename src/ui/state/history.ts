// A series of any length in little memory: the mean of each stretch. When all places are taken, neighbours
// are merged and stretches get twice as long, so the points always span the whole training.

/** More points than any sparkline has columns. */
const capacity = 256;

export interface History {
  /** Values in each point. */
  readonly stride: number;
  readonly points: readonly number[];
  /** Of the stretch that is not full yet. */
  readonly sum: number;
  readonly count: number;
}

export const emptyHistory: History = { stride: 1, points: [], sum: 0, count: 0 };

/** Values that are not finite leave no trace. */
export function addValue(history: History, value: number): History {
  if (!Number.isFinite(value)) return history;
  const sum = history.sum + value;
  const count = history.count + 1;
  if (count < history.stride) return { ...history, sum, count };
  const points = [...history.points, sum / count];
  if (points.length < capacity) return { ...history, points, sum: 0, count: 0 };
  return { stride: 2 * history.stride, points: mergePairs(points), sum: 0, count: 0 };
}

function mergePairs(points: readonly number[]): number[] {
  const merged: number[] = [];
  for (let i = 0; i + 1 < points.length; i += 2) merged.push(((points[i] ?? 0) + (points[i + 1] ?? 0)) / 2);
  return merged;
}

/** All points, the unfinished stretch included. */
export function valuesOf({ points, sum, count }: History): readonly number[] {
  return count === 0 ? points : [...points, sum / count];
}
