// An image's score from its anomaly map: the mean of its highest pixels.
import { unitOf } from '../pixels/levels.ts';
import type { AnomalyMap } from '../types.ts';

/**
 * The mean of the `count` highest pixels, of all if there are fewer; 1 is the maximum. On the map's scale,
 * 0 to 1 for integer maps. NaN for an empty map.
 */
export function topMean(anomalyMap: AnomalyMap, count: number): number {
  const heap = Float64Array.from(anomalyMap.subarray(0, count)).sort();
  for (let i = heap.length; i < anomalyMap.length; i++) {
    const value = anomalyMap[i] ?? 0;
    if (value > (heap[0] ?? 0)) replaceSmallest(heap, value);
  }
  return heap.reduce((sum, value) => sum + value, 0) / heap.length / unitOf(anomalyMap);
}

/** `heap[0]` is the smallest, and no child (at 2i + 1 and 2i + 2) is smaller than its parent. */
function replaceSmallest(heap: Float64Array, value: number): void {
  let hole = 0;
  for (;;) {
    const left = 2 * hole + 1;
    const right = left + 1;
    const child = (heap[right] ?? Infinity) < (heap[left] ?? Infinity) ? right : left;
    const smaller = heap[child] ?? Infinity;
    if (smaller >= value) break;
    heap[hole] = smaller;
    hole = child;
  }
  heap[hole] = value;
}
