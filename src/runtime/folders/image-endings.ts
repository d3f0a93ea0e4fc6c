// The endings of all files that our reader reads: a file that is read when it is named is found in a folder, too.
import path from 'node:path';

export const imageEndings: ReadonlySet<string> = new Set([
  ...['.png', '.apng'],
  ...['.jpg', '.jpeg', '.jpe', '.jfif', '.jif', '.jfi', '.pjpeg', '.pjp'],
  ...['.bmp', '.dib'],
  ...['.tif', '.tiff'],
  ...['.webp', '.gif', '.avif', '.avifs'],
  ...['.pbm', '.pgm', '.ppm', '.pnm', '.pam'],
]);

/** In words, for messages. */
export const readableFormats = 'PNG, JPEG, BMP, TIFF, WebP, GIF, AVIF, PBM, PGM, PPM and PAM files';

export function isImageName(name: string): boolean {
  return !name.startsWith('.') && imageEndings.has(path.extname(name).toLowerCase());
}
