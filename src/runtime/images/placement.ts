// How the pipeline's frame lies on an image of another size. Decoding places images by it, and maps are brought
// back by it, so that there is one geometry and not two.
import { outside } from '../../diagnostics/outside-error.ts';
import type { Fit } from '../../dsl/model/model.ts';
import type { Region } from '../../dsl/model/region.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** What decides the geometry of a pipeline. */
export interface FrameGeometry extends Size {
  readonly fit: Fit;
  /** The part of the image that is looked at; undefined: all of it. */
  readonly region?: Region | undefined;
}

export interface Rectangle extends Size {
  readonly left: number;
  readonly top: number;
}

/** The part `source` of an image, scaled to the size of `target`, which lies in the frame with its upper left corner there. */
export interface Placement {
  /** In pixels of the image, whole numbers. */
  readonly source: Rectangle;
  /** In pixels of the frame, whole numbers: inside it for `letterbox`, reaching out of it for `crop`. */
  readonly target: Rectangle;
}

/** @throws OutsideError `region-outside` */
export function placeFrame(frame: FrameGeometry, image: Size): Placement {
  const source = frame.region === undefined ? { left: 0, top: 0, ...sizeOf(image) } : regionOf(frame.region, image);
  if (frame.fit === 'resize') return { source, target: { left: 0, top: 0, ...sizeOf(frame) } };
  const ratios = [frame.width / source.width, frame.height / source.height] as const;
  const scale = frame.fit === 'letterbox' ? Math.min(...ratios) : Math.max(...ratios);
  // Whole pixels, at least one; the side that decides the scale fills the frame.
  const width = ratios[0] === scale ? frame.width : Math.max(1, Math.round(source.width * scale));
  const height = ratios[1] === scale ? frame.height : Math.max(1, Math.round(source.height * scale));
  return {
    source,
    target: {
      left: Math.floor((frame.width - width) / 2),
      top: Math.floor((frame.height - height) / 2),
      width,
      height,
    },
  };
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function regionOf({ left, top, width, height }: Region, image: Size): Rectangle {
  const pixels = ({ value, unit }: Region['left'], side: number) => (unit === 'share' ? value * side : value);
  const [x0, y0] = [Math.round(pixels(left, image.width)), Math.round(pixels(top, image.height))];
  const x1 = Math.round(pixels(left, image.width) + pixels(width, image.width));
  const y1 = Math.round(pixels(top, image.height) + pixels(height, image.height));
  if (x1 > image.width || y1 > image.height || x1 <= x0 || y1 <= y0) {
    throw outside('region-outside', { from: [x0, y0], to: [x1, y1], width: image.width, height: image.height });
  }
  return { left: x0, top: y0, width: x1 - x0, height: y1 - y0 };
}

/** 16-bit levels: 65535 is 1.0. */
export function quantize(value: number): number {
  return Math.max(0, Math.min(65535, Math.round(value * 65535)));
}

/**
 * The anomaly map (height x width of `frame`, values 0 to 1) at the size of the image, interpolated linearly
 * between pixel centres, as 16-bit levels. What a crop or the region left out is 0.
 */
export function mapAtImageSize(map: Float32Array, frame: FrameGeometry, image: Size): Uint16Array {
  const { source, target } = placeFrame(frame, image);
  const columns = samplesAlong(image.width, frame.width, along(source, target, 'left', 'width'));
  const rows = samplesAlong(image.height, frame.height, along(source, target, 'top', 'height'));
  const levels = new Uint16Array(image.width * image.height);
  for (let y = 0; y < image.height; y++) {
    if (rows.inside[y] === 0) continue;
    const top = (rows.low[y] ?? 0) * frame.width;
    const bottom = (rows.high[y] ?? 0) * frame.width;
    const v = rows.weight[y] ?? 0;
    for (let x = 0; x < image.width; x++) {
      if (columns.inside[x] === 0) continue;
      const left = columns.low[x] ?? 0;
      const right = columns.high[x] ?? 0;
      const u = columns.weight[x] ?? 0;
      const upper = (map[top + left] ?? 0) * (1 - u) + (map[top + right] ?? 0) * u;
      const lower = (map[bottom + left] ?? 0) * (1 - u) + (map[bottom + right] ?? 0) * u;
      levels[y * image.width + x] = quantize(upper * (1 - v) + lower * v);
    }
  }
  return levels;
}

/** One axis of a placement. */
interface Axis {
  readonly from: number;
  readonly length: number;
  readonly to: number;
  readonly scaled: number;
}

function along(source: Rectangle, target: Rectangle, start: 'left' | 'top', side: 'width' | 'height'): Axis {
  return { from: source[start], length: source[side], to: target[start], scaled: target[side] };
}

interface Samples {
  readonly low: Int32Array;
  readonly high: Int32Array;
  /** Of the higher one. */
  readonly weight: Float64Array;
  readonly inside: Uint8Array;
}

// For each pixel of the image: between which two pixels of the frame its centre lies. Bars of a letterbox are not mixed in.
function samplesAlong(length: number, frame: number, { from, length: part, to, scaled }: Axis): Samples {
  const samples = {
    low: new Int32Array(length),
    high: new Int32Array(length),
    weight: new Float64Array(length),
    inside: new Uint8Array(length),
  };
  const first = Math.max(0, to);
  const last = Math.min(frame, to + scaled) - 1;
  for (let i = from; i < from + part; i++) {
    const at = (i - from + 0.5) * (scaled / part) + to;
    const clamped = Math.max(first, Math.min(last, at - 0.5));
    const low = Math.floor(clamped);
    samples.low[i] = low;
    samples.high[i] = Math.min(last, low + 1);
    samples.weight[i] = clamped - low;
    samples.inside[i] = at >= 0 && at <= frame ? 1 : 0;
  }
  return samples;
}

/** A mask of an image (one value a pixel) in the frame, by nearest; what is no part of the image is 0. */
export function maskAtFrame(mask: Uint8Array, image: Size, frame: FrameGeometry): Uint8Array {
  const { source, target } = placeFrame(frame, image);
  const nearest = (at: number, to: number, scaled: number, from: number, part: number) => {
    const place = Math.floor(((at - to + 0.5) * part) / scaled);
    return place >= 0 && place < part ? from + place : -1;
  };
  const out = new Uint8Array(frame.width * frame.height);
  for (let y = 0; y < frame.height; y++) {
    const row = nearest(y, target.top, target.height, source.top, source.height);
    for (let x = 0; x < frame.width; x++) {
      const column = nearest(x, target.left, target.width, source.left, source.width);
      if (row >= 0 && column >= 0) out[y * frame.width + x] = mask[row * image.width + column] ?? 0;
    }
  }
  return out;
}
