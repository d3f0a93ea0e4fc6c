// Pictures of results: anomaly maps as 16-bit grey, and overlays for people: the image, with the map as heat where it
// means something, the predicted region outlined in red and the ground truth in cyan. Those two are apart also for eyes
// that do not tell red from green.
import sharp from 'sharp';
import { leastLevel } from '../../metrics/pixels/levels.ts';
import { bytesOf } from './channels.ts';
import type { Pixels } from './data-set.ts';

/** A map at its image's size: 16-bit levels, row by row. */
export interface LevelMap {
  readonly levels: Uint16Array;
  readonly width: number;
  readonly height: number;
}

/** PNG, 16-bit grey, 65535 = 1.0. */
export async function encodeMap({ levels, width, height }: LevelMap): Promise<Uint8Array> {
  return sharp(levels, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('grey16')
    .png(compression)
    .toBuffer();
}

// Measured on maps and overlays of 900 x 900: with filters, level 2 takes the time of level 6 without, for two thirds of
// the bytes; higher levels take twice the time for a tenth less.
const compression = { compressionLevel: 2, adaptiveFiltering: true } as const;

/** The longest side of an overlay; larger images are scaled down. */
export const longestOverlay = 4096;
/** Smaller images are enlarged by a whole factor, so that an outline is thin beside what it surrounds. */
const smallestOverlay = 480;

const truthColour = [0, 225, 255] as const;
const predictedColour = [255, 45, 45] as const;

export interface OverlayOptions {
  /** Colour, at the map's size or smaller (see `readOriginal`). */
  readonly image: Pixels;
  readonly map: LevelMap;
  /** At the map's size; nonzero is a defect. */
  readonly groundTruth: Uint8Array | undefined;
  /** 0 to 1; null: there is no predicted region. */
  readonly threshold: number | null;
  /** What is done to the mask at the threshold before its outline is drawn. */
  readonly cleanUp?: ((mask: Uint8Array, width: number, height: number) => Uint8Array) | undefined;
}

/** PNG in colour. */
export async function encodeOverlay({
  image,
  map,
  groundTruth,
  threshold,
  cleanUp,
}: OverlayOptions): Promise<Uint8Array> {
  const factor = Math.max(1, Math.ceil(smallestOverlay / Math.max(image.width, image.height)));
  const grid = new Grid(map, image, factor);
  const out = grid.enlarged(image);
  const levels = grid.highest(map.levels);
  paintHeat(out, levels, threshold);
  const thickness = 1 + Math.ceil(Math.max(grid.width, grid.height) / 1000);
  if (threshold !== null) {
    const least = leastLevel(threshold);
    const isMarked = (level: number) => (level >= least ? 1 : 0);
    const cleaned = cleanUp?.(bytesOf(map.levels, isMarked), map.width, map.height);
    outline(out, grid, cleaned ? grid.highest(cleaned) : levels.map(isMarked), predictedColour, thickness);
  }
  if (groundTruth) outline(out, grid, grid.highest(groundTruth), truthColour, thickness);
  return sharp(out, { raw: { width: grid.width, height: grid.height, channels: 3 } })
    .png(compression)
    .toBuffer();
}

/** The pixels of an overlay, each over one or several pixels of the map. */
class Grid {
  readonly width: number;
  readonly height: number;
  readonly #map: LevelMap;
  readonly #factor: number;

  constructor(map: LevelMap, image: Pixels, factor: number) {
    this.width = image.width * factor;
    this.height = image.height * factor;
    this.#map = map;
    this.#factor = factor;
  }

  enlarged({ data, width }: Pixels): Uint8Array {
    const factor = this.#factor;
    if (factor === 1) return Uint8Array.from(data);
    const out = new Uint8Array(this.width * this.height * 3);
    for (let y = 0; y < this.height; y++) {
      const row = Math.floor(y / factor) * width;
      for (let x = 0; x < this.width; x++) {
        const from = (row + Math.floor(x / factor)) * 3;
        const to = (y * this.width + x) * 3;
        for (let c = 0; c < 3; c++) out[to + c] = data[from + c] ?? 0;
      }
    }
    return out;
  }

  /** For each pixel the highest of the map's that it lies over, so that nothing small is lost. */
  highest(values: Uint16Array | Uint8Array): Uint16Array {
    const { width, height } = this.#map;
    if (this.width === width && this.height === height) return Uint16Array.from(values);
    const out = new Uint16Array(this.width * this.height);
    const columns = spans(this.width, width);
    const rows = spans(this.height, height);
    for (let y = 0; y < this.height; y++) {
      for (let x = 0; x < this.width; x++) {
        let most = 0;
        for (let row = rows[2 * y] ?? 0; row < (rows[2 * y + 1] ?? 0); row++) {
          for (let column = columns[2 * x] ?? 0; column < (columns[2 * x + 1] ?? 0); column++)
            most = Math.max(most, values[row * width + column] ?? 0);
        }
        out[y * this.width + x] = most;
      }
    }
    return out;
  }
}

// For each of `length` pixels: the first of `of` pixels that it lies over, and one past the last.
function spans(length: number, of: number): Int32Array {
  const out = new Int32Array(2 * length);
  for (let i = 0; i < length; i++) {
    const first = Math.min(of - 1, Math.floor((i * of) / length));
    out[2 * i] = first;
    out[2 * i + 1] = Math.max(first + 1, Math.floor(((i + 1) * of) / length));
  }
  return out;
}

// Nothing up to half the threshold, then more and more; without a threshold as if it were one half.
function paintHeat(out: Uint8Array, levels: Uint16Array, threshold: number | null): void {
  const limit = Math.min(0.95, Math.max(0.02, threshold ?? 0.5));
  const palette = heatPalette(limit);
  for (let i = 0; i < levels.length; i++) {
    const entry = (levels[i] ?? 0) >> 8;
    const alpha = palette.alpha[entry] ?? 0;
    if (alpha === 0) continue;
    for (let c = 0; c < 3; c++) {
      const at = 3 * i + c;
      out[at] = Math.round((out[at] ?? 0) * (1 - alpha) + (palette.colours[3 * entry + c] ?? 0) * alpha);
    }
  }
}

/** From purple at half the threshold through red at the threshold to yellow at 1. */
const heatStops = [
  [110, 20, 140],
  [225, 60, 60],
  [255, 150, 30],
  [255, 240, 90],
] as const;

function heatPalette(limit: number): { readonly colours: Uint8Array; readonly alpha: Float32Array } {
  const colours = new Uint8Array(256 * 3);
  const alpha = new Float32Array(256);
  for (let entry = 0; entry < 256; entry++) {
    const value = entry / 255;
    const below = (value - limit / 2) / (limit / 2);
    const position = value < limit ? Math.max(0, below) : 1 + (2 * (value - limit)) / (1 - limit);
    alpha[entry] = value < limit ? 0.35 * Math.max(0, below) : 0.35 + 0.15 * ((value - limit) / (1 - limit));
    const index = Math.min(2, Math.floor(position));
    const [from, to] = [heatStops[index] ?? heatStops[0], heatStops[index + 1] ?? heatStops[3]];
    for (let c = 0; c < 3; c++)
      colours[3 * entry + c] = (from[c] ?? 0) + ((to[c] ?? 0) - (from[c] ?? 0)) * (position - index);
  }
  return { colours, alpha };
}

// The rim of the region, inside it.
function outline(
  out: Uint8Array,
  { width, height }: Grid,
  inside: Uint16Array,
  colour: readonly [number, number, number],
  thickness: number,
): void {
  const isInside = (x: number, y: number) => x >= 0 && y >= 0 && x < width && y < height && inside[y * width + x] !== 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (inside[i] === 0) continue;
      const isRim =
        !isInside(x - thickness, y) ||
        !isInside(x + thickness, y) ||
        !isInside(x, y - thickness) ||
        !isInside(x, y + thickness);
      if (isRim) out.set(colour, 3 * i);
    }
  }
}
