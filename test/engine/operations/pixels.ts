// Parts of what was drawn: samples, channels, rows.
import type { Sample, Values } from '../primitives/example.ts';
import type { Drawn } from './case.ts';

/** One sample of n x h x w x c, as h x w x c. */
export function sampleOf({ shape: [, ...rest], data }: Values, index: number): Values {
  const size = rest.reduce((a, b) => a * b, 1);
  return { shape: rest, data: Array.from({ length: size }, (_, i) => data[index * size + i] ?? Number.NaN) };
}

export function samplesOf(values: Values): readonly Values[] {
  return Array.from({ length: values.shape[0] ?? 0 }, (_, i) => sampleOf(values, i));
}

export interface DrawnSample {
  /** What was fed, and the same as the graph has it: in floats, after what is done to every sample. */
  readonly picture: Values;
  readonly image: Values;
  readonly seen: Values;
  readonly mask: Values;
}

/** Every sample of every step. */
export function everySample(drawn: Drawn): readonly DrawnSample[] {
  const pictures = samplesOf(drawn.pictures);
  return drawn.steps.flatMap(({ image, seen, mask }) => {
    const [images, masks] = [samplesOf(image), samplesOf(mask)];
    return samplesOf(seen).map((own, i) => ({
      picture: pictures[i] ?? own,
      image: images[i] ?? own,
      seen: own,
      mask: masks[i] ?? own,
    }));
  });
}

/** One channel of h x w x c, row by row. */
export function channel({ shape, data }: Values, index: number): readonly number[] {
  const channels = shape[2] ?? 1;
  return Array.from(data).filter((_, i) => i % channels === index);
}

/** h x w x c by a function of row, column and channel. */
export function image(
  height: number,
  width: number,
  channels: number,
  at: (row: number, column: number, channel: number) => number,
): Values {
  const data = Array.from({ length: height * width * channels }, (_, i) => {
    const pixel = Math.floor(i / channels);
    return at(Math.floor(pixel / width), pixel % width, i % channels);
  });
  return { shape: [height, width, channels], data };
}

/** A number of an image; outside it is NaN. */
export function pixel({ shape: [h = 0, w = 0, c = 0], data }: Values, row: number, column: number, k = 0): number {
  const inside = row >= 0 && row < h && column >= 0 && column < w;
  return inside ? (data[(row * w + column) * c + k] ?? Number.NaN) : Number.NaN;
}

/** Pictures of n x h x w x c in bytes by a function of row, column and channel. `fed`: another shape of as many numbers. */
export function pictures(
  shape: readonly [n: number, h: number, w: number, c: number],
  at: (row: number, column: number, channel: number) => number,
  fed: readonly number[] = shape,
): Sample {
  const [n, ...picture] = shape;
  const one = Array.from(image(...picture, at).data);
  return { dtype: 'uint8', shape: fed, data: Uint8Array.from(Array.from({ length: n }, () => one).flat()) };
}

/** Black pictures: pasting their negative with opacity 1 shows the shape itself. */
export function black(n: number, h: number, w: number, c = 1): Sample {
  return pictures([n, h, w, c], () => 0);
}
