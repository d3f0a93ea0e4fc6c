// How the pipeline's frame lies on an image of another size, and maps brought back to that size.
import type { Fit } from '../dsl/model.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** frame = image * scale + offset, in pixels from the upper left corner. */
interface Placement {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly offsetX: number;
  readonly offsetY: number;
}

/** 16-bit levels: 65535 is 1.0. */
export function quantize(value: number): number {
  return Math.max(0, Math.min(65535, Math.round(value * 65535)));
}

/**
 * The anomaly map (height x width of `frame`, values 0 to 1) at the size of the image, interpolated
 * linearly between pixel centres, as 16-bit levels. What a crop left out of the frame is 0.
 */
export function mapAtImageSize(map: Float32Array, frame: Size, image: Size, fit: Fit): Uint16Array {
  const { scaleX, scaleY, offsetX, offsetY } = placementOf(frame, image, fit);
  const columns = samplesAlong(image.width, frame.width, scaleX, offsetX);
  const rows = samplesAlong(image.height, frame.height, scaleY, offsetY);
  const levels = new Uint16Array(image.width * image.height);
  for (let y = 0; y < image.height; y++) {
    const top = (rows.low[y] ?? 0) * frame.width;
    const bottom = (rows.high[y] ?? 0) * frame.width;
    const v = rows.weight[y] ?? 0;
    for (let x = 0; x < image.width; x++) {
      const left = columns.low[x] ?? 0;
      const right = columns.high[x] ?? 0;
      const u = columns.weight[x] ?? 0;
      const upper = (map[top + left] ?? 0) * (1 - u) + (map[top + right] ?? 0) * u;
      const lower = (map[bottom + left] ?? 0) * (1 - u) + (map[bottom + right] ?? 0) * u;
      const seen = rows.inside[y] === 1 && columns.inside[x] === 1;
      levels[y * image.width + x] = seen ? quantize(upper * (1 - v) + lower * v) : 0;
    }
  }
  return levels;
}

function placementOf(frame: Size, image: Size, fit: Fit): Placement {
  const [sx, sy] = [frame.width / image.width, frame.height / image.height];
  if (fit === 'resize') return { scaleX: sx, scaleY: sy, offsetX: 0, offsetY: 0 };
  const scale = fit === 'letterbox' ? Math.min(sx, sy) : Math.max(sx, sy);
  // Whole pixels, as the resizing rounds them.
  const [width, height] = [Math.round(image.width * scale), Math.round(image.height * scale)];
  const middle = (free: number) => Math.trunc(free / 2);
  return {
    scaleX: width / image.width,
    scaleY: height / image.height,
    offsetX: middle(frame.width - width),
    offsetY: middle(frame.height - height),
  };
}

interface Samples {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Of the higher one. */
  readonly weight: Float64Array;
  readonly inside: Uint8Array;
}

function samplesAlong(length: number, frame: number, scale: number, offset: number): Samples {
  const samples = {
    low: new Int32Array(length),
    high: new Int32Array(length),
    weight: new Float64Array(length),
    inside: new Uint8Array(length),
  };
  for (let i = 0; i < length; i++) {
    const at = (i + 0.5) * scale + offset;
    const clamped = Math.max(0, Math.min(frame - 1, at - 0.5));
    const low = Math.floor(clamped);
    samples.low[i] = low;
    samples.high[i] = Math.min(frame - 1, low + 1);
    samples.weight[i] = clamped - low;
    samples.inside[i] = at >= 0 && at <= frame ? 1 : 0;
  }
  return samples;
}
