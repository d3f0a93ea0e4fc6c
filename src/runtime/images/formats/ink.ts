// CMYK to colours as PIL has it, (255 - ink) * (255 - black) / 255, without the profile of some press.
import type { Sharp } from 'sharp';

export interface Colours {
  readonly width: number;
  readonly height: number;
  readonly channels: 3;
  readonly data: Uint8Array;
}

/** `image`: a file of inks that sharp has opened. Inverted ones, as all JPEG have them, libvips has turned. */
export async function inkToColour(image: Sharp, depth: string | undefined): Promise<Colours> {
  const { data, info } = await image
    .pipelineColourspace('cmyk')
    .toColourspace('cmyk')
    .raw({ depth: depth === 'ushort' ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const inks = depth === 'ushort' ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2) : data;
  const full = depth === 'ushort' ? 65535 : 255;
  const ink = (at: number) => inks[at] ?? 0;
  const out = new Uint8Array(info.width * info.height * 3);
  for (let i = 0; i < info.width * info.height; i++) {
    const at = i * info.channels;
    for (let c = 0; c < 3; c++)
      out[i * 3 + c] = Math.round((255 * (full - ink(at + c)) * (full - ink(at + 3))) / full ** 2);
  }
  return { width: info.width, height: info.height, channels: 3, data: out };
}
