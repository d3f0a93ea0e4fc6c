// TIFF samples that libvips does not read: half and double floats, whole numbers of 64 bits. One channel, strips,
// uncompressed or deflated, as programs of the field write them.
import { inflateSync } from 'node:zlib';
import { UnreadableFile } from '../../files/unreadable-file.ts';
import { mostDecoded, refuseLarger } from '../size-limits.ts';
import { numberOf, type TiffPage, tiffTag } from './tiff-tags.ts';

export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly values: Float64Array;
}

type Reader = (view: DataView, at: number, littleEndian: boolean) => number;

/** By the sample's format (1, 2: whole, 3: float) and its bits. */
const readers: Readonly<Record<string, Reader>> = {
  '1/64': (view, at, little) => Number(view.getBigUint64(at, little)),
  '2/64': (view, at, little) => Number(view.getBigInt64(at, little)),
  '3/16': (view, at, little) => halfFloat(view.getUint16(at, little)),
  '3/64': (view, at, little) => view.getFloat64(at, little),
};

/** Whether a page's samples are of a type that is read here. */
export function hasUnusualSamples(page: TiffPage): boolean {
  return readers[kindOf(page)] !== undefined;
}

function kindOf(page: TiffPage): string {
  return `${numberOf(page, tiffTag.sampleFormat, 1)}/${numberOf(page, tiffTag.bits, 1)}`;
}

/** Throws Error with the reason. */
export function readUnusualSamples(file: Uint8Array, page: TiffPage): Samples {
  const read = readers[kindOf(page)];
  if (read === undefined) throw new Error(`its samples are of the type ${kindOf(page)}`);
  refuseOthers(page);
  const [width, height] = [numberOf(page, tiffTag.width, 0), numberOf(page, tiffTag.height, 0)];
  const size = numberOf(page, tiffTag.bits, 0) / 8;
  refuseLarger({ width, height }, mostDecoded);
  const bytes = stripBytes(file, page, width * height * size);
  if (bytes.length < width * height * size) throw new Error('it is cut off');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = Float64Array.from({ length: width * height }, (_, i) => read(view, i * size, page.littleEndian));
  return { width, height, values };
}

function refuseOthers(page: TiffPage): void {
  const compression = numberOf(page, tiffTag.compression, 1);
  const isPlain =
    numberOf(page, tiffTag.samples, 1) === 1 &&
    numberOf(page, tiffTag.predictor, 1) === 1 &&
    !page.tags.has(tiffTag.tileWidth);
  if (isPlain && [1, 8, 32946].includes(compression)) return;
  const bits = numberOf(page, tiffTag.bits, 0);
  throw new UnreadableFile(
    `samples of ${bits} bits are read from one channel in strips, uncompressed or deflated without predictor; save it as 32-bit float`,
  );
}

// `whole`: bytes of the page. A last strip may be filled up; one that holds more than two pages is made to fill memory.
function stripBytes(file: Uint8Array, page: TiffPage, whole: number): Uint8Array {
  const isDeflated = numberOf(page, tiffTag.compression, 1) !== 1;
  const offsets = page.tags.get(tiffTag.stripOffsets)?.values ?? [];
  const lengths = page.tags.get(tiffTag.stripBytes)?.values ?? [];
  const strips = offsets.map((at, i) => {
    const strip = file.subarray(at, at + (lengths[i] ?? 0));
    return isDeflated ? inflated(strip, 2 * whole) : strip;
  });
  return Buffer.concat(strips);
}

function inflated(strip: Uint8Array, most: number): Uint8Array {
  try {
    return inflateSync(strip, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    // Its code would be told as a reason of the system's.
    throw new Error('a strip that is damaged, or too long', { cause: error });
  }
}

/** IEEE 754 binary16. */
function halfFloat(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
