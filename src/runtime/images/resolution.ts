// Maps and masks at another size than the ground truth's own, for figures that others measured so: maps linearly
// between pixel centres, unfiltered, as PyTorch's `interpolate(mode="bilinear")` does; masks by the nearest pixel.
import type { AnomalyMap } from '../../metrics/types.ts';
import type { Size } from './placement.ts';

/** A map with its size, row by row. */
export interface SizedMap extends Size {
  readonly anomalyMap: AnomalyMap;
}

/** As metrics.json tells it. */
export type ToldResolution = 'ground-truth' | readonly [height: number, width: number];

/** Undefined is the ground truth's own size. */
export function resolutionOf(size: Size | undefined): ToldResolution {
  return size ? [size.height, size.width] : 'ground-truth';
}

export function sizeOf(told: ToldResolution | undefined): Size | undefined {
  if (told === undefined || told === 'ground-truth') return undefined;
  const [height, width] = told;
  return { height, width };
}

/** Integer maps stay integer, rounded. */
export function mapAtSize({ anomalyMap: map, width, height }: SizedMap, to: Size): AnomalyMap {
  if (width === to.width && height === to.height) return map;
  const isInteger = map instanceof Uint8Array || map instanceof Uint16Array;
  const out = emptyLike(map, to.width * to.height);
  const columns = neighbours(width, to.width);
  const rows = neighbours(height, to.height);
  for (let y = 0; y < to.height; y++) {
    const [top, bottom, v] = [(rows.low[y] ?? 0) * width, (rows.high[y] ?? 0) * width, rows.weight[y] ?? 0];
    for (let x = 0; x < to.width; x++) {
      const [left, right, u] = [columns.low[x] ?? 0, columns.high[x] ?? 0, columns.weight[x] ?? 0];
      const upper = (map[top + left] ?? 0) * (1 - u) + (map[top + right] ?? 0) * u;
      const lower = (map[bottom + left] ?? 0) * (1 - u) + (map[bottom + right] ?? 0) * u;
      const value = upper * (1 - v) + lower * v;
      out[y * to.width + x] = isInteger ? Math.round(value) : value;
    }
  }
  return out;
}

/** Any values; `from`: the size of the mask. */
export function maskAtSize(mask: Uint8Array, from: Size, to: Size): Uint8Array {
  if (from.width === to.width && from.height === to.height) return mask;
  const out = new Uint8Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const row = Math.floor(((y + 0.5) * from.height) / to.height) * from.width;
    for (let x = 0; x < to.width; x++)
      out[y * to.width + x] = mask[row + Math.floor(((x + 0.5) * from.width) / to.width)] ?? 0;
  }
  return out;
}

function emptyLike(map: AnomalyMap, length: number): AnomalyMap {
  if (map instanceof Uint8Array) return new Uint8Array(length);
  if (map instanceof Uint16Array) return new Uint16Array(length);
  return map instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

interface Neighbours {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Of the higher one. */
  readonly weight: Float64Array;
}

function neighbours(from: number, to: number): Neighbours {
  const along = { low: new Int32Array(to), high: new Int32Array(to), weight: new Float64Array(to) };
  for (let i = 0; i < to; i++) {
    const at = Math.max(0, ((i + 0.5) * from) / to - 0.5);
    const low = Math.min(from - 1, Math.floor(at));
    along.low[i] = low;
    along.high[i] = Math.min(from - 1, low + 1);
    along.weight[i] = at - low;
  }
  return along;
}
