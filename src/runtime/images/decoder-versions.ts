// Versions of what turns files into pixels: another decoder may give another pixel.
import sharp from 'sharp';

const decoders = ['sharp', 'vips', 'mozjpeg', 'jpeg', 'png', 'tiff', 'webp', 'heif', 'aom', 'lcms'];

export function decoderVersions(): Readonly<Record<string, string>> {
  const all: Readonly<Record<string, string | undefined>> = sharp.versions;
  return Object.fromEntries(decoders.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}
