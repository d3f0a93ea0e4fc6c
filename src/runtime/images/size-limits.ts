// How large a picture may be by what its header says, before anything of it is decoded. More is a mistake, or a small
// file that is made to fill memory.
import type { Metadata } from 'sharp';
import { outside } from '../../diagnostics/outside-error.ts';
import type { Size } from './placement.ts';

/** Of an image that is scaled or cut while it is read. */
export const mostPixels = 1_000_000_000;
/** Of an image that is decoded as a whole. */
export const mostDecoded = 2 ** 28;
/** The same: four channels of 8 bits of as many pixels. */
export const mostDecodedBytes = 4 * mostDecoded;

/** @throws OutsideError `image-too-large` */
export function refuseLarger({ width, height }: Size, most: number): void {
  if (width * height <= most) return;
  throw outside('image-too-large', { width, height, most });
}

const sampleBytes: Readonly<Record<string, number>> = { ushort: 2, short: 2, uint: 4, int: 4, float: 4, double: 8 };

/** Of a picture that is decoded as a whole, in its own type of samples. @throws OutsideError `image-too-large` */
export function refuseLargeWhole({ width, height, channels, depth }: Metadata): void {
  const bytes = Math.max(1, channels) * (sampleBytes[depth] ?? 1);
  refuseLarger({ width, height }, Math.min(mostDecoded, Math.floor(mostDecodedBytes / bytes)));
}
