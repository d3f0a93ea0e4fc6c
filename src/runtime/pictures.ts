// Pictures of the evaluation: anomaly maps as 16-bit grey, and overlays for people: the image, with
// the map as heat, the ground truth outlined in green and the predicted region in red.
import sharp from 'sharp';
import type { Pixels } from './data/data-set.ts';

interface Map16 {
  readonly levels: Uint16Array;
  readonly width: number;
  readonly height: number;
}

/** PNG, 16-bit grey, 65535 = 1.0. */
export async function encodeMap({ levels, width, height }: Map16): Promise<Uint8Array> {
  return sharp(levels, { raw: { width, height, channels: 1 } })
    .toColourspace('grey16')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

const truthColour = [0, 220, 90] as const;
const predictedColour = [255, 40, 40] as const;

/** PNG in colour. `threshold`: 0 to 1; without one there is no predicted outline. */
export async function encodeOverlay(
  image: Pixels,
  map: Map16,
  groundTruth: Uint8Array | undefined,
  threshold: number | null,
): Promise<Uint8Array> {
  const { width, height } = image;
  const out = Uint8Array.from(image.data);
  for (let i = 0; i < width * height; i++) {
    const heat = (map.levels[i] ?? 0) / 65535;
    blend(out, i, heatColour(heat), 0.6 * Math.min(1, heat * 2));
  }
  const limit = threshold === null ? undefined : Math.round(threshold * 65535);
  if (limit !== undefined) outline(out, width, height, (i) => (map.levels[i] ?? 0) >= limit, predictedColour);
  if (groundTruth) outline(out, width, height, (i) => (groundTruth[i] ?? 0) > 0, truthColour);
  return sharp(out, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

// Dark blue through purple and orange to yellow.
const heatStops = [
  [20, 10, 80],
  [140, 20, 120],
  [240, 100, 40],
  [255, 230, 60],
] as const;

function heatColour(value: number): readonly [number, number, number] {
  const position = Math.max(0, Math.min(0.9999, value)) * (heatStops.length - 1);
  const index = Math.floor(position);
  const [a, b] = [heatStops[index] ?? heatStops[0], heatStops[index + 1] ?? heatStops[3]];
  const part = position - index;
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part, a[2] + (b[2] - a[2]) * part];
}

function outline(
  out: Uint8Array,
  width: number,
  height: number,
  inside: (i: number) => boolean,
  colour: readonly [number, number, number],
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!inside(i)) continue;
      const edge =
        x === 0 ||
        y === 0 ||
        x === width - 1 ||
        y === height - 1 ||
        !inside(i - 1) ||
        !inside(i + 1) ||
        !inside(i - width) ||
        !inside(i + width);
      if (edge) blend(out, i, colour, 1);
    }
  }
}

function blend(out: Uint8Array, pixel: number, colour: readonly [number, number, number], alpha: number): void {
  for (let c = 0; c < 3; c++) {
    const at = pixel * 3 + c;
    out[at] = Math.round((out[at] ?? 0) * (1 - alpha) + (colour[c] ?? 0) * alpha);
  }
}
