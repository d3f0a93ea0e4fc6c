// Quantiles for thresholds that look at no test label: of image scores, and of all pixels of many maps
// through a histogram of their levels. Linear between order statistics, NumPy's default (type 7).
import { LEVELS, levelScale, MAX_LEVEL } from '../pixels/levels.ts';

/** The quantile, `fraction` from 0 to 1; null without values, none of which may be NaN. */
export function quantile(values: ArrayLike<number>, fraction: number): number | null {
  const sorted = Float64Array.from(values).sort();
  return interpolate(sorted.length, fraction, (rank) => sorted[rank] ?? 0);
}

/** Counts of the 65,536 levels of integer maps, to be filled by `addLevels`. */
export function emptyLevels(): Float64Array {
  return new Float64Array(LEVELS);
}

/** Adds a map's pixels to the counts. */
export function addLevels(counts: Float64Array, anomalyMap: Uint16Array | Uint8Array): void {
  const scale = levelScale(anomalyMap);
  for (let i = 0; i < anomalyMap.length; i++) {
    const level = (anomalyMap[i] ?? 0) * scale;
    counts[level] = (counts[level] ?? 0) + 1;
  }
}

/** The exact quantile of the counted pixels, 0 to 1 as a map's values are; null without pixels. */
export function levelQuantile(counts: Float64Array, fraction: number): number | null {
  const pixels = counts.reduce((sum, count) => sum + count, 0);
  const valueAt = (rank: number) => {
    let level = 0;
    for (let below = counts[0] ?? 0; below <= rank && level < MAX_LEVEL; below += counts[level] ?? 0) level++;
    return level / MAX_LEVEL;
  };
  return interpolate(pixels, fraction, valueAt);
}

function interpolate(count: number, fraction: number, valueAt: (rank: number) => number): number | null {
  if (count === 0) return null;
  const position = (count - 1) * fraction;
  const rank = Math.floor(position);
  const low = valueAt(rank);
  const high = valueAt(Math.min(rank + 1, count - 1));
  const part = position - rank;
  // From the nearer end, as NumPy does, so that equal neighbours give themselves exactly.
  return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}
