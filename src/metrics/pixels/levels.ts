// The scale of integer anomaly maps: level 65535 of 16 bits, or 255 of 8 bits, stands for 1.0.
import type { AnomalyMap } from '../types.ts';

export const MAX_LEVEL = 65_535;
export const LEVELS = MAX_LEVEL + 1;

/** What turns a map's value into a 16-bit level of the same meaning; 255 * 257 = 65535. */
export function levelScale(anomalyMap: AnomalyMap): number {
  return anomalyMap instanceof Uint8Array ? 257 : 1;
}

export function isIntegerMap(anomalyMap: AnomalyMap): anomalyMap is Uint16Array | Uint8Array {
  return anomalyMap instanceof Uint16Array || anomalyMap instanceof Uint8Array;
}

/** The value that stands for 1.0. */
export function unitOf(anomalyMap: AnomalyMap): number {
  if (anomalyMap instanceof Uint8Array) return 255;
  return anomalyMap instanceof Uint16Array ? MAX_LEVEL : 1;
}

/** The smallest level that counts as anomalous at a threshold (0 to 1). `unit`: the level that stands for 1.0. */
export function leastLevel(threshold: number, unit: number = MAX_LEVEL): number {
  // The product may be rounded across an integer; the quotient is what `threshold` was made from.
  const level = Math.round(threshold * unit);
  return level / unit >= threshold ? level : level + 1;
}
