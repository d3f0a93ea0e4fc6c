// Pixels of a mask that hang together.
import type { PlainMask } from '../core/plain-mask.ts';

const sides = [
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
] as const;
const corners = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
] as const;

/** Calls with the pixels of each region of a value; `byCorners`: where they touch at a corner they hang together too. */
export function eachRegion(
  { data, width, height }: PlainMask,
  value: 0 | 1,
  byCorners: boolean,
  visit: (pixels: readonly number[]) => void,
): void {
  const seen = new Uint8Array(data.length);
  const steps = byCorners ? [...sides, ...corners] : sides;
  for (let start = 0; start < data.length; start++) {
    if (seen[start] === 1 || data[start] !== value) continue;
    seen[start] = 1;
    const pixels = [start];
    // Grows while it is walked through.
    for (let next = 0; next < pixels.length; next++) {
      const pixel = pixels[next] ?? 0;
      const [x, y] = [pixel % width, Math.floor(pixel / width)];
      for (const [dx, dy] of steps) {
        const other = pixel + dy * width + dx;
        const isInside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
        if (!isInside || seen[other] === 1 || data[other] !== value) continue;
        seen[other] = 1;
        pixels.push(other);
      }
    }
    visit(pixels);
  }
}
