// The pages of a mask's file, as they are: indices where there is a palette, samples of any type, alpha beside colours.
import sharp, { type Metadata, type Sharp } from 'sharp';
import { UnreadableFile } from '../files/unreadable-file.ts';
import type { Pixels } from '../images/data-set.ts';
import { refuseOtherFormats } from '../images/describe-failure.ts';
import { decodeBmpIndices, isBmp, sizeOfBmp } from '../images/formats/bmp.ts';
import { inkToColour } from '../images/formats/ink.ts';
import { isLossyFile } from '../images/formats/lossy.ts';
import { type Unpainted, unpaintGif, unpaintPng, unpaintTiff } from '../images/formats/palette.ts';
import { decodePnm, isPnm, sizeOfPnm } from '../images/formats/pnm.ts';
import { refuseOtherTiff } from '../images/formats/tiff-refused.ts';
import { hasUnusualSamples, readUnusualSamples } from '../images/formats/tiff-samples.ts';
import { isTiff, numberOf, readTiffPages, type TiffPage, tiffTag } from '../images/formats/tiff-tags.ts';
import type { Size } from '../images/placement.ts';
import { refuseLargeWhole } from '../images/size-limits.ts';
import type { MaskSheet } from './mask-values.ts';

export interface MaskPages {
  readonly count: number;
  /** Upright, by the header: nothing is decoded for it. */
  size(page: number): Promise<Size>;
  /** Throws OutsideError `image-too-large`, Error with the reason. */
  read(page: number): Promise<MaskSheet>;
}

/** Throws Error with the reason. */
export async function openMask(file: Uint8Array | Pixels): Promise<MaskPages> {
  if (!(file instanceof Uint8Array)) return onePage(file, () => plainSheet(file, file.data));
  refuseOtherFormats(file);
  if (isBmp(file)) return onePage(sizeOfBmp(file), () => bmpSheet(file));
  if (isPnm(file)) return onePage(sizeOfPnm(file), () => mapSheet(file));
  if (isTiff(file)) {
    const pages = readTiffPages(file);
    return {
      count: pages.length,
      size: (page) => tiffSize(file, page, pages[page]),
      read: (page) => tiffSheet(file, page, pages[page]),
    };
  }
  const { pages = 1, format } = await sharp(file, { failOn: 'error', limitInputPixels: false }).metadata();
  const unpainted = format === 'png' ? unpaintPng(file) : format === 'gif' ? unpaintGif(file) : undefined;
  return {
    count: pages,
    size: (page) => uprightSize(file, page),
    read: (page) => (unpainted ? indexSheet(unpainted, page) : colourSheet(file, page, undefined)),
  };
}

function onePage(size: Size, read: () => MaskSheet): MaskPages {
  return { count: 1, size: async () => size, read: async () => read() };
}

// The bound of sharp would have a file that is too large told as a damaged one; ours is of size-limits.ts.
function optionsOf(page: number) {
  return { failOn: 'error', ignoreIcc: true, limitInputPixels: false, page } as const;
}

async function uprightSize(file: Uint8Array, page: number): Promise<Size> {
  return (await sharp(file, optionsOf(page)).metadata()).autoOrient;
}

async function tiffSize(file: Uint8Array, page: number, tags: TiffPage | undefined): Promise<Size> {
  if (tags) refuseOtherTiff(tags);
  if (tags && hasUnusualSamples(tags))
    return { width: numberOf(tags, tiffTag.width, 0), height: numberOf(tags, tiffTag.height, 0) };
  return uprightSize(file, page);
}

function mapSheet(file: Uint8Array): MaskSheet {
  const map = decodePnm(file);
  return plainSheet(map, map.values);
}

function plainSheet({ width, height, channels }: Omit<Pixels, 'data'>, values: ArrayLike<number>): MaskSheet {
  const is16Bit = values instanceof Uint16Array;
  const hasAlpha = channels === 2 || channels === 4;
  return {
    width,
    height,
    channels,
    values,
    alpha: hasAlpha ? { channel: channels - 1, opaque: is16Bit ? 65535 : 255 } : undefined,
    palette: undefined,
    isLossy: false,
    kind: `${is16Bit ? 16 : 8}-bit ${channels < 3 ? 'grey' : 'colour'}`,
  };
}

function bmpSheet(file: Uint8Array): MaskSheet {
  const { indices, palette, alpha, ...pixels } = decodeBmpIndices(file);
  if (indices === undefined) {
    const { data, width, height } = pixels;
    if (alpha === undefined) return plainSheet(pixels, data);
    const values = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
      i % 4 === 3 ? (alpha[i >> 2] ?? 0) : (data[(i >> 2) * 3 + (i % 4)] ?? 0),
    );
    return plainSheet({ width, height, channels: 4 }, values);
  }
  return { ...plainSheet({ ...pixels, channels: 1 }, indices), palette, kind: 'palette' };
}

async function tiffSheet(file: Uint8Array, page: number, tags: TiffPage | undefined): Promise<MaskSheet> {
  if (tags) refuseOtherTiff(tags);
  if (tags && hasUnusualSamples(tags)) {
    const { values, ...size } = readUnusualSamples(file, tags);
    return { ...plainSheet({ ...size, channels: 1 }, values), kind: 'grey of floats or long numbers' };
  }
  const unpainted = unpaintTiff(file, tags);
  return unpainted ? indexSheet(unpainted, page) : colourSheet(file, page, tags);
}

async function indexSheet({ file, scale, palette }: Unpainted, page: number): Promise<MaskSheet> {
  const opened = sharp(file, optionsOf(page));
  refuseLargeWhole(await opened.metadata());
  const image = opened.autoOrient();
  const { data, info } = await image.toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const values = Uint8Array.from({ length: width * height }, (_, i) => Math.round((data[i * channels] ?? 0) / scale));
  return { ...plainSheet({ width, height, channels: 1 }, values), palette, kind: 'palette' };
}

async function colourSheet(file: Uint8Array, page: number, tags: TiffPage | undefined): Promise<MaskSheet> {
  const options = optionsOf(page);
  const metadata = await sharp(file, options).metadata();
  refuseLargeWhole(metadata);
  const isLossy = isLossyFile(file, metadata.format, tags);
  const image = sharp(file, options).autoOrient();
  if (metadata.space === 'cmyk') {
    const { width, height, data } = await inkToColour(image, metadata.depth);
    return { ...plainSheet({ width, height, channels: 3 }, data), isLossy };
  }
  const { data, info } = await inOwnSpace(image, metadata)
    .raw({ depth: metadata.depth ?? 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const values = typedValues(data, metadata.depth);
  const { width, height, channels } = info;
  const isGrey = channels === 1 || metadata.space === 'b-w' || metadata.space === 'grey16';
  return {
    width,
    height,
    channels,
    values,
    // Grey with alpha comes as three equal channels and alpha.
    alpha: metadata.hasAlpha ? { channel: 3, opaque: metadata.depth === 'ushort' ? 65535 : 255 } : undefined,
    palette: undefined,
    isLossy,
    kind: `${bitNames[metadata.depth ?? ''] ?? ''} ${isGrey ? 'grey' : 'colour'}`,
  };
}

const bitNames: Readonly<Record<string, string>> = {
  uchar: '8-bit',
  char: 'signed 8-bit',
  ushort: '16-bit',
  short: 'signed 16-bit',
  uint: '32-bit',
  int: 'signed 32-bit',
  float: '32-bit float',
  double: '64-bit float',
};

// So that no value is scaled or cut off.
function inOwnSpace(image: Sharp, { space, hasAlpha, depth }: Metadata): Sharp {
  if (!hasAlpha && (space === 'b-w' || space === 'grey16')) return image.toColourspace(space);
  return depth === 'ushort' ? image.toColourspace('rgb16') : image;
}

function typedValues(data: Buffer, depth: string | undefined): ArrayLike<number> {
  const { buffer, byteOffset: at, length } = data;
  switch (depth) {
    case 'uchar':
      return data;
    case 'char':
      return new Int8Array(buffer, at, length);
    case 'ushort':
      return new Uint16Array(buffer, at, length / 2);
    case 'short':
      return new Int16Array(buffer, at, length / 2);
    case 'uint':
      return new Uint32Array(buffer, at, length / 4);
    case 'int':
      return new Int32Array(buffer, at, length / 4);
    case 'float':
      return new Float32Array(buffer, at, length / 4);
    case 'double':
      return new Float64Array(buffer, at, length / 8);
    default:
      throw new UnreadableFile(`its samples are of the type ${depth}`);
  }
}
