// Disks around the pixels of a mask: growing and shrinking it. By exact distances, first in columns, then along rows, so
// that a large disk takes no longer than a small one.
import type { PlainMask } from '../core/plain-mask.ts';

/** What lies within the radius of a marked pixel. */
export function grown(mask: PlainMask, radius: number): PlainMask {
  const { width, height } = mask;
  const distances = distancesInColumns(mask);
  const data = new Uint8Array(width * height);
  const changes = new Int32Array(width + 1);
  const square = radius * radius;
  for (let y = 0; y < height; y++) {
    changes.fill(0);
    for (let x = 0; x < width; x++) {
      const distance = distances[y * width + x] ?? 0;
      if (distance > radius) continue;
      // The disk around the marked pixel of that column reaches so far along this row.
      const reach = Math.floor(Math.sqrt(square - distance * distance));
      const [first, end] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      changes[first] = (changes[first] ?? 0) + 1;
      changes[end] = (changes[end] ?? 0) - 1;
    }
    for (let x = 0, covering = 0; x < width; x++) {
      covering += changes[x] ?? 0;
      if (covering > 0) data[y * width + x] = 1;
    }
  }
  return { ...mask, data };
}

/** What no pixel lies within the radius of that is not marked. */
export function shrunk(mask: PlainMask, radius: number): PlainMask {
  return turned(grown(turned(mask), radius));
}

function turned(mask: PlainMask): PlainMask {
  return { ...mask, data: mask.data.map((value) => 1 - value) };
}

/** With a border of pixels that are not marked, in which it may grow. */
export function padded({ data, width, height }: PlainMask, border: number): PlainMask {
  const [w, h] = [width + 2 * border, height + 2 * border];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < height; y++) out.set(data.subarray(y * width, (y + 1) * width), (y + border) * w + border);
  return { data: out, width: w, height: h };
}

/** Without that border. */
export function cropped({ data, width, height }: PlainMask, border: number): PlainMask {
  const [w, h] = [width - 2 * border, height - 2 * border];
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++) {
    const from = (y + border) * width + border;
    out.set(data.subarray(from, from + w), y * w);
  }
  return { data: out, width: w, height: h };
}

// How far the nearest marked pixel of the same column is; infinitely where there is none.
function distancesInColumns({ data, width, height }: PlainMask): Float64Array {
  const out = new Float64Array(width * height).fill(Number.POSITIVE_INFINITY);
  for (let i = 0; i < out.length; i++) out[i] = data[i] === 1 ? 0 : (out[i - width] ?? Number.POSITIVE_INFINITY) + 1;
  for (let i = out.length - width - 1; i >= 0; i--) out[i] = Math.min(out[i] ?? 0, (out[i + width] ?? 0) + 1);
  return out;
}
