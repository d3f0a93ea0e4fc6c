// The median of durations, which a slow step now and then does not move.

/** 0 without values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[Math.max(0, middle - 1)], sorted[middle]];
  return sorted.length % 2 === 0 ? (low + high) / 2 : high;
}
