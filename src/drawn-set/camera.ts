// The camera: lights a painted surface and photographs it into an 8-bit picture. The lamp's direction,
// strength, colour and fall-off, and the sensor's noise, vary from shot to shot.

import { clamp, cosine, sine } from './geometry.ts';
import { type Draws, latticeBits } from './named-draws.ts';
import type { Surface } from './painter.ts';
import type { Drawing } from './picture.ts';

/** How far the shots of one station differ; relative unless said. */
export interface Station {
  readonly exposure: number;
  /** Red gains what blue loses. */
  readonly temperature: number;
  /** Greatest change of the light over the picture's side. */
  readonly slope: number;
  /** The lamp's direction in the plane in turns (0 is right, 0.25 below), and how far it sways. */
  readonly azimuth: number;
  readonly sway: number;
}

/** The light of one shot and the sensor that records it. */
export interface Shot {
  /** Towards the lamp, a unit vector; z points out of the plane. */
  readonly lamp: readonly [number, number, number];
  /** Gains of red, green and blue. */
  readonly gain: readonly [number, number, number];
  /** The light's relative change over the picture's side, along x and y. */
  readonly slope: readonly [number, number];
  /** Relative loss of light in the corners. */
  readonly vignette: number;
  /** Standard deviation in grey levels: of a black pixel, and what full light adds. */
  readonly noise: readonly [number, number];
  readonly noiseKey: number;
}

/** Light that reaches matt things from all sides, of 1. */
const AMBIENT = 0.42;
/** The lamp's light on matt things that face it. */
const DIRECT = 0.725;
/** Share of a pixel from which a defect counts in the ground truth. */
const GROUND_TRUTH_SHARE = 0.4;

/** Draws the light of one shot. */
export function takeShot(draws: Draws, station: Station): Shot {
  const azimuth = station.azimuth + draws.uniform(-station.sway, station.sway);
  const elevation = draws.uniform(0.125, 0.155);
  const exposure = 1 + draws.uniform(-station.exposure, station.exposure);
  const warmth = draws.uniform(-station.temperature, station.temperature);
  const slope = draws.uniform(0, station.slope);
  const downhill = draws.uniform(0, 1);
  const flat = cosine(elevation);
  return {
    lamp: [flat * cosine(azimuth), flat * sine(azimuth), sine(elevation)],
    gain: [exposure * (1 + warmth), exposure, exposure * (1 - warmth)],
    slope: [slope * cosine(downhill), slope * sine(downhill)],
    vignette: draws.uniform(0.05, 0.15),
    noise: [draws.uniform(1, 1.8), draws.uniform(1.5, 2.5)],
    noiseKey: draws.key('noise'),
  };
}

/** The picture of a surface; with its ground truth when it is defective. */
export function photograph(surface: Surface, shot: Shot, isDefective: boolean): Drawing {
  const { side } = surface;
  const { gain, slope, vignette } = shot;
  const data = new Uint8Array(side * side * 3);
  const mask = isDefective ? new Uint8Array(side * side) : undefined;
  const light = litPixel(surface, shot.lamp);
  const seen = new Float64Array(4);
  for (let pixel = 0; pixel < side * side; pixel++) {
    const row = Math.floor(pixel / side);
    const x = (pixel - row * side + 0.5) / side - 0.5;
    const y = (row + 0.5) / side - 0.5;
    const fallOff = (1 + slope[0] * x + slope[1] * y) * (1 - 2 * vignette * (x * x + y * y));
    light(row, pixel - row * side, seen);
    for (let channel = 0; channel < 3; channel++) {
      const value = (seen[channel] ?? 0) * fallOff * (gain[channel] ?? 1);
      data[3 * pixel + channel] = record(shot, value, 3 * pixel + channel);
    }
    if (mask && (seen[3] ?? 0) >= GROUND_TRUTH_SHARE) mask[pixel] = 255;
  }
  return { image: { width: side, height: side, data }, mask };
}

/** Light to a grey level. The noise is nearly normal: the sum of the four bytes of one draw. */
function record({ noise, noiseKey }: Shot, light: number, index: number): number {
  const bits = latticeBits(noiseKey, index, 0);
  const sum = (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24);
  const standard = (sum - 510) / 147.8;
  const deviation = noise[0] + noise[1] * clamp(light, 0, 1);
  return clamp(Math.round(255 * light + deviation * standard), 0, 255);
}

/**
 * Writes a pixel's mean red, green, blue and defect share to `seen`. Its samples are matt after
 * Lambert, and mirror the lamp after Blinn with exponent 32.
 */
function litPixel(surface: Surface, [lx, ly, lz]: Shot['lamp']) {
  const { width, finesse, red, green, blue, height, gloss, defect } = surface;
  const halfway = 1 / Math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1));
  return (row: number, column: number, seen: Float64Array) => {
    let [r, g, b, d] = [0, 0, 0, 0];
    for (let v = row * finesse; v < (row + 1) * finesse; v++) {
      const above = Math.max(v - 1, 0) * width;
      const below = Math.min(v + 1, width - 1) * width;
      for (let u = column * finesse; u < (column + 1) * finesse; u++) {
        const i = v * width + u;
        const west = u > 0 ? i - 1 : i;
        const east = u < width - 1 ? i + 1 : i;
        const hx = ((height[east] ?? 0) - (height[west] ?? 0)) * 0.5 * width;
        const hy = ((height[below + u] ?? 0) - (height[above + u] ?? 0)) * 0.5 * width;
        const upright = 1 / Math.sqrt(1 + hx * hx + hy * hy);
        const facing = (lz - hx * lx - hy * ly) * upright;
        const matt = AMBIENT + DIRECT * Math.max(facing, 0);
        const glint = (gloss[i] ?? 0) * power32(Math.max((facing + upright) * halfway, 0));
        r += (red[i] ?? 0) * matt + glint;
        g += (green[i] ?? 0) * matt + glint;
        b += (blue[i] ?? 0) * matt + glint;
        d += defect[i] ?? 0;
      }
    }
    const share = 1 / (finesse * finesse);
    seen[0] = r * share;
    seen[1] = g * share;
    seen[2] = b * share;
    seen[3] = d * share;
  };
}

function power32(value: number): number {
  const square = value * value;
  const p4 = square * square;
  const p8 = p4 * p4;
  return p8 * p8 * p8 * p8;
}
