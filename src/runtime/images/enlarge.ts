// Enlarges small pictures by linear interpolation between pixel centres. sharp enlarges with a shift of half a pixel,
// so that what a map marks would lie beside what the image shows.
import type { Rectangle, Size } from './placement.ts';

/** `data`: of `size`, interleaved. It is stretched over `target`, which may reach out of the frame; the rest of the frame is 0. */
export function enlarge(data: Uint8Array, size: Size, channels: number, target: Rectangle, frame: Size): Uint8Array {
  const columns = tapsAlong(frame.width, target.left, target.width, size.width);
  const rows = tapsAlong(frame.height, target.top, target.height, size.height);
  const out = new Uint8Array(frame.width * frame.height * channels);
  for (const { at: y, low: top, high: bottom, weight: v } of rows) {
    for (const { at: x, low: left, high: right, weight: u } of columns) {
      for (let c = 0; c < channels; c++) {
        const value = (row: number, column: number) => data[(row * size.width + column) * channels + c] ?? 0;
        const upper = value(top, left) * (1 - u) + value(top, right) * u;
        const lower = value(bottom, left) * (1 - u) + value(bottom, right) * u;
        out[(y * frame.width + x) * channels + c] = Math.round(upper * (1 - v) + lower * v);
      }
    }
  }
  return out;
}

/** A place of the frame, and the two pixels that it lies between. */
interface Tap {
  readonly at: number;
  readonly low: number;
  readonly high: number;
  /** Of the higher one. */
  readonly weight: number;
}

function tapsAlong(frame: number, to: number, scaled: number, length: number): readonly Tap[] {
  const taps: Tap[] = [];
  for (let at = Math.max(0, to); at < Math.min(frame, to + scaled); at++) {
    const place = Math.max(0, Math.min(length - 1, ((at - to + 0.5) * length) / scaled - 0.5));
    const low = Math.floor(place);
    taps.push({ at, low, high: Math.min(length - 1, low + 1), weight: place - low });
  }
  return taps;
}
