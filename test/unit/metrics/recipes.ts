// Test sets from recipes of a few integers, bit by bit as test/fixtures/metrics/make.py makes them.
import type { AnomalyMap, MetricSet, MetricsOptions, ScoredImage } from '../../../src/metrics/types.ts';

/** Metrics that the references compute; `best_threshold` is ours alone. */
type ReferenceSet = Omit<MetricSet, 'best_threshold'>;

export interface ImageRecipe {
  readonly defect: string;
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly score: number;
  readonly type: 'uint8' | 'uint16' | 'float32' | 'float64';
  readonly rectangles?: readonly (readonly [x: number, y: number, width: number, height: number])[];
  /** A mask file below the data folder. */
  readonly mask?: string;
  readonly tail?: number;
  readonly lift?: number;
  readonly levels?: number;
  readonly scale?: number;
  readonly shift?: number;
}

export interface Case {
  readonly name: string;
  readonly options: MetricsOptions;
  readonly images: readonly ImageRecipe[];
  readonly expected: ReferenceSet & { readonly defects: Readonly<Record<string, ReferenceSet>> };
}

/** An image with a mask from its rectangles, or the mask given. */
export function makeImage(recipe: ImageRecipe, groundTruth = makeMask(recipe)): ScoredImage {
  const { defect, width, height, score } = recipe;
  return { defect, width, height, score, groundTruth, anomalyMap: makeMap(recipe, groundTruth) };
}

export function makeMask({ width, height, rectangles = [] }: ImageRecipe): Uint8Array {
  const mask = new Uint8Array(width * height);
  for (const [x, y, w, h] of rectangles) {
    for (let row = y; row < y + h; row++) mask.fill(1, row * width + x, row * width + x + w);
  }
  return mask;
}

function makeMap(recipe: ImageRecipe, mask: Uint8Array): AnomalyMap {
  const values = Float64Array.from(mask, (marked, pixel) => valueAt(recipe, pixel, marked === 0 ? 0 : 1));
  switch (recipe.type) {
    case 'uint8':
      return Uint8Array.from(values, (value) => Math.floor(value * 255 + 0.5));
    case 'uint16':
      return Uint16Array.from(values, (value) => Math.floor(value * 65_535 + 0.5));
    case 'float32':
      return Float32Array.from(values);
    case 'float64':
      return values;
  }
}

function valueAt(recipe: ImageRecipe, pixel: number, marked: 0 | 1): number {
  const { seed, tail, lift = 0, levels, scale = 1, shift = 0 } = recipe;
  let value = noise(pixel, seed, 7);
  if (tail !== undefined) value = tail / (tail + (1 - value));
  value = value * (1 - Math.abs(lift)) + lift * marked;
  if (lift < 0) value -= lift;
  if (levels !== undefined) value = Math.floor(value * levels) / levels;
  return value * scale + shift;
}

/** 0 to 1 from three integers. */
export function noise(a: number, b: number, c: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 2 ** 32;
}
