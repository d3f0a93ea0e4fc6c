// Pixels called anomalous at one fixed threshold, for IoU and F1.
import { isIntegerMap, leastLevel, unitOf } from '../pixels/levels.ts';
import type { Regions } from '../pixels/regions.ts';
import type { AnomalyMap } from '../types.ts';

export interface ThresholdCounts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly falseNegatives: number;
}

export const noCounts: ThresholdCounts = { truePositives: 0, falsePositives: 0, falseNegatives: 0 };

export function addCounts(a: ThresholdCounts, b: ThresholdCounts): ThresholdCounts {
  return {
    truePositives: a.truePositives + b.truePositives,
    falsePositives: a.falsePositives + b.falsePositives,
    falseNegatives: a.falseNegatives + b.falseNegatives,
  };
}

/** Counts at `>= threshold`, which is on the scale of `MetricsOptions.threshold`. */
export function countAtThreshold(map: AnomalyMap, regions: Regions, threshold: number): ThresholdCounts {
  const cut = cutOf(map, threshold);
  let truePositives = 0;
  for (let run = 0; run < regions.starts.length; run++) {
    truePositives += countAtLeast(map, cut, regions.starts[run] ?? 0, regions.ends[run] ?? 0);
  }
  return {
    truePositives,
    falsePositives: countAtLeast(map, cut, 0, map.length) - truePositives,
    falseNegatives: regions.pixels - truePositives,
  };
}

/** 1 where the map is `>= threshold`, else 0. */
export function maskAtThreshold(map: AnomalyMap, threshold: number): Uint8Array {
  const cut = cutOf(map, threshold);
  const mask = new Uint8Array(map.length);
  for (let i = 0; i < mask.length; i++) mask[i] = (map[i] ?? 0) >= cut ? 1 : 0;
  return mask;
}

/** Null without an anomalous pixel: nothing could be found. */
export function iouOf({ truePositives, falsePositives, falseNegatives }: ThresholdCounts): number | null {
  if (truePositives + falseNegatives === 0) return null;
  return truePositives / (truePositives + falsePositives + falseNegatives);
}

/** The smallest value of the map's own type that is at least the threshold (float32: nearest to it). */
function cutOf(map: AnomalyMap, threshold: number): number {
  if (map instanceof Float32Array) return Math.fround(threshold);
  return isIntegerMap(map) ? leastLevel(threshold, unitOf(map)) : threshold;
}

function countAtLeast(map: AnomalyMap, cut: number, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    if ((map[i] ?? 0) >= cut) count++;
  }
  return count;
}
