// TIFF files that are whole, and packed in a way that libvips does not read: named, where it would say that they are damaged.
import { outside } from '../../../diagnostics/outside-error.ts';
import { numberOf, type TiffPage, tiffTag } from './tiff-tags.ts';

const compressions: Readonly<Record<number, string>> = {
  34661: 'JBIG',
  34712: 'JPEG 2000',
  34887: 'LERC',
  34925: 'LZMA',
  50000: 'Zstandard',
  50002: 'JPEG XL',
  52546: 'JPEG XL',
};
const readBits: readonly number[] = [1, 2, 4, 8, 16, 32, 64];

/** @throws OutsideError `image-format` */
export function refuseOtherTiff(page: TiffPage): void {
  const compression = compressions[numberOf(page, tiffTag.compression, 1)];
  const bits = numberOf(page, tiffTag.bits, 1);
  const problem =
    compression !== undefined
      ? `it is a TIFF compressed by ${compression}, which is not read`
      : readBits.includes(bits)
        ? undefined
        : `it is a TIFF with ${bits} bits a sample, which is not read`;
  if (problem === undefined) return;
  const advice =
    compression === undefined
      ? 'save it with 8 or 16 bits a channel'
      : 'save it as PNG, or compressed by LZW or Deflate';
  throw outside('image-format', { problem, advice });
}
