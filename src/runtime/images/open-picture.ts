// An image's file as sharp can scale it: most files as they are; those whose colours libvips sees otherwise than other
// readers of the field (inks, YCbCr in TIFF, channels beside the colours) are decoded here first.
import sharp, { type Metadata, type Sharp } from 'sharp';
import { outside } from '../../diagnostics/outside-error.ts';
import { bytesOf, scale16 } from './channels.ts';
import type { Pixels } from './data-set.ts';
import { refuseOtherFormats } from './describe-failure.ts';
import { decodeBmp, isBmp } from './formats/bmp.ts';
import { inkToColour } from './formats/ink.ts';
import { decodePnm, isPnm } from './formats/pnm.ts';
import { refuseOtherTiff } from './formats/tiff-refused.ts';
import { isTiff, numberOf, readTiffPages, type TiffPage, tiffTag } from './formats/tiff-tags.ts';
import type { Size } from './placement.ts';
import { mostDecoded, mostPixels, refuseLarger } from './size-limits.ts';

export interface Opened extends Size {
  readonly image: Sharp;
  readonly is16Bit: boolean;
  readonly isGrey: boolean;
}

export async function openPicture(given: Uint8Array | Pixels): Promise<Opened> {
  if (!(given instanceof Uint8Array)) return openPixels(given);
  refuseOtherFormats(given);
  if (isBmp(given)) return openPixels(decodeBmp(given));
  if (isPnm(given)) return openMap(given);
  const [page] = isTiff(given) ? readTiffPages(given) : [];
  if (page !== undefined) refuseOtherTiff(page);
  // The bound of sharp is for services that strangers send files to; ours is of size-limits.ts.
  const image = sharp(given, { failOn: 'error', ignoreIcc: true, limitInputPixels: false }).autoOrient();
  const metadata = await image.metadata();
  const { depth, space } = metadata;
  refuseLarger(metadata, mostPixels);
  if (depth !== 'uchar' && depth !== 'ushort') {
    throw outside('image-format', {
      problem: `its samples are of the type ${depth}, not whole numbers of 8 or 16 bits`,
      advice: 'save it with 8 or 16 bits a channel',
    });
  }
  const kind = page === undefined ? 'usual' : tiffKind(page);
  if (space === 'cmyk' || kind !== 'usual') refuseLarger(metadata, mostDecoded);
  if (space === 'cmyk') return openPixels(await inkToColour(image, depth));
  if (kind !== 'usual') return openPixels(await unusualTiff(image, metadata, kind));
  const { width = 0, height = 0, orientation = 1 } = metadata;
  const turned = orientation >= 5;
  return {
    image,
    width: turned ? height : width,
    height: turned ? width : height,
    is16Bit: depth === 'ushort',
    isGrey: space === 'b-w' || space === 'grey16',
  };
}

function openPixels({ data, width, height, channels }: Pixels): Opened {
  const image = sharp(data, { raw: { width, height, channels: channels === 1 ? 1 : 3 } });
  return { image, width, height, is16Bit: false, isGrey: channels === 1 };
}

function openMap(file: Uint8Array): Opened {
  const { width, height, channels, values } = decodePnm(file);
  const bytes = values instanceof Uint16Array ? bytesOf(values, (value) => Math.round(value / 257)) : values;
  return openPixels(firstChannels({ width, height, channels, data: bytes }, channels < 3 ? 1 : 3));
}

type TiffKind = 'usual' | 'luma-chroma' | 'extra-channels';

/** Compressions whose decoders turn YCbCr into colours by themselves. */
const turning: readonly number[] = [6, 7, 50001];

function tiffKind(page: TiffPage): TiffKind {
  const photometric = numberOf(page, tiffTag.photometric, 1);
  if (photometric === 6 && !turning.includes(numberOf(page, tiffTag.compression, 1))) return 'luma-chroma';
  const colours = photometric === 2 || photometric === 6 ? 3 : 1;
  const extra = numberOf(page, tiffTag.samples, 1) - colours;
  // 1 and 2 say that the channel is alpha.
  const isAlpha = extra === 1 && [1, 2].includes(numberOf(page, tiffTag.extraSamples, 0));
  return extra > 0 && !isAlpha ? 'extra-channels' : 'usual';
}

async function unusualTiff(image: Sharp, { space, depth }: Metadata, kind: TiffKind): Promise<Pixels> {
  const is16Bit = depth === 'ushort';
  const own = space === 'b-w' || space === 'grey16' ? space : is16Bit ? 'rgb16' : 'srgb';
  const { data, info } = await image
    .toColourspace(own)
    .raw({ depth: is16Bit ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const pixels = firstChannels({ width, height, channels, data: is16Bit ? scale16(data) : data }, channels < 3 ? 1 : 3);
  return kind === 'luma-chroma' ? { ...pixels, data: lumaChromaToColour(pixels.data) } : pixels;
}

function firstChannels({ width, height, channels, data }: Pixels, kept: 1 | 3): Pixels {
  if (channels === kept) return { width, height, channels, data };
  const out = new Uint8Array(width * height * kept);
  for (let i = 0; i < out.length; i++) out[i] = data[Math.floor(i / kept) * channels + (i % kept)] ?? 0;
  return { width, height, channels: kept, data: out };
}

// ITU-R BT.601 over the whole range, as JPEG has it.
function lumaChromaToColour(data: Uint8Array): Uint8Array {
  const out = new Uint8ClampedArray(data.length);
  for (let i = 0; i < data.length; i += 3) {
    const [luma = 0, blue = 128, red = 128] = [data[i], data[i + 1], data[i + 2]];
    out[i] = luma + 1.402 * (red - 128);
    out[i + 1] = luma - 0.344136 * (blue - 128) - 0.714136 * (red - 128);
    out[i + 2] = luma + 1.772 * (blue - 128);
  }
  return new Uint8Array(out.buffer);
}

// Transparent pixels are seen on black.
export function inOwnColours({ is16Bit, isGrey }: Opened, image: Sharp): Sharp {
  const space = isGrey ? (is16Bit ? 'grey16' : 'b-w') : is16Bit ? 'rgb16' : 'srgb';
  return image.flatten({ background: '#000' }).toColourspace(space);
}

export interface RawPixels {
  readonly data: Uint8Array;
  readonly channels: number;
  /** Of 16 bits, before they became 8; undefined of 8 bits. */
  readonly largest16: number | undefined;
}

export async function rawPixels(opened: Opened, image: Sharp): Promise<RawPixels> {
  const { data, info } = await inOwnColours(opened, image)
    .raw({ depth: opened.is16Bit ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (!opened.is16Bit) return { data, channels: info.channels, largest16: undefined };
  const values = new Uint16Array(data.buffer, data.byteOffset, data.length >> 1);
  const largest16 = values.reduce((most, value) => Math.max(most, value), 0);
  return { data: scale16(data), channels: info.channels, largest16 };
}
