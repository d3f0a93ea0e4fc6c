// Whether a file's compression has changed its values.
import { numberOf, type TiffPage, tiffTag } from './tiff-tags.ts';

/** JPEG (old and new), JPEG 2000, WebP. */
const lossyTiff: readonly number[] = [6, 7, 33003, 33005, 34712, 34892, 50001, 52546];

/** `format`: as sharp names it; `page`: of a TIFF. AVIF is taken as lossy, as it mostly is. */
export function isLossyFile(file: Uint8Array, format: string | undefined, page: TiffPage | undefined): boolean {
  if (format === 'jpeg' || format === 'heif') return true;
  if (format === 'webp') return hasLossyWebp(file);
  return page !== undefined && lossyTiff.includes(numberOf(page, tiffTag.compression, 1));
}

// Chunks of a WebP; those of an animation lie in chunks ANMF, behind 16 bytes of their own.
function hasLossyWebp(file: Uint8Array): boolean {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  for (let at = 12; at + 8 <= file.length; ) {
    const type = Buffer.from(file.subarray(at, at + 4)).toString('latin1');
    if (type === 'VP8 ') return true;
    const length = view.getUint32(at + 4, true);
    at += type === 'ANMF' ? 24 : 8 + length + (length % 2);
  }
  return false;
}
