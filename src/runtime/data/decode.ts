// Files to pixels: any usual format (BMP by formats/bmp.ts, the others by sharp), turned as the camera held it,
// 8 bits a channel. Colour profiles are ignored, as other readers of the field do: values are what the file holds.
import sharp, { type Sharp } from 'sharp';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import type { DataSettings } from '../../dsl/model.ts';
import { type FrameGeometry, placeFrame, type Rectangle, type Size } from '../placement.ts';
import { convertChannels, scale16 } from './channels.ts';
import type { ImageItem, PictureFile, Pixels } from './data-set.ts';
import { enlarge } from './enlarge.ts';
import { decodeBmp, isBmp } from './formats/bmp.ts';

/** Size, channels and geometry of what the networks see. */
export interface Frame extends FrameGeometry {
  readonly channels: number;
}

export interface Picture {
  /** At the pipeline's size. */
  readonly pixels: Uint8Array;
  /** Of the file, turned upright. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

export function frameOf({ width, height, channels, fit, region }: DataSettings): Frame {
  return { width, height, channels, fit, region };
}

/**
 * An image at the pipeline's size. Shrinking filters first (a triangle as wide as the shrinking asks, half-pixel
 * centres), so that nothing aliases. @throws OutsideError `image-corrupt`, `image-format`, `region-outside`
 */
export async function readPicture(item: PictureFile, frame: Frame): Promise<Picture> {
  return describing(item.name, async () => {
    const opened = await openPicture(await item.read());
    const pixels = convertChannels(...(await pixelsInFrame(opened, frame)), frame.channels);
    return { pixels, originalWidth: opened.width, originalHeight: opened.height };
  });
}

/**
 * The image in colour, at its own size or, where a side is longer, scaled down to `longestSide`: what overlays are drawn
 * on. @throws OutsideError `image-corrupt`, `image-format`
 */
export async function readOriginal(item: PictureFile, longestSide = Number.POSITIVE_INFINITY): Promise<Pixels> {
  return describing(item.name, async () => {
    const opened = await openPicture(await item.read());
    const { width, height } = shrunkTo(longestSide, opened);
    const isWhole = width === opened.width && height === opened.height;
    const image = isWhole ? opened.image : opened.image.resize(width, height, { fit: 'fill', kernel: 'linear' });
    const { data, channels } = await rawPixels(opened, image);
    return { data: convertChannels(data, channels, 3), width, height, channels: 3 };
  });
}

function shrunkTo(longestSide: number, { width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * The ground truth at its own size: 255 is a defect, 0 is none. Undefined for good images, and where it is missing.
 * @throws OutsideError `image-corrupt`, `image-format`, `mask-size`
 */
export async function readGroundTruth({ masks }: ImageItem): Promise<Pixels | undefined> {
  const [first, ...others] = await Promise.all(masks.map(readMask));
  if (first === undefined) return undefined;
  for (const [i, { width, height, data }] of others.entries()) {
    if (width !== first.width || height !== first.height) {
      throw new OutsideError(
        'mask-size',
        `${masks[i + 1]?.name} is ${width} x ${height}, ${masks[0]?.name} ${first.width} x ${first.height}`,
        'all masks of an image have its size',
      );
    }
    for (let p = 0; p < data.length; p++) if (data[p] === 255) first.data[p] = 255;
  }
  return first;
}

/** One mask: 255 where any of its channels is not zero. In a JPEG, whose compression adds noise, from the middle up. */
export async function readMask(file: PictureFile): Promise<Pixels> {
  return describing(file.name, async () => {
    const opened = await openPicture(await file.read());
    const { data, info } = await inOwnColours(opened, opened.image)
      .raw({ depth: depthOf(opened) })
      .toBuffer({
        resolveWithObject: true,
      });
    const values = opened.is16Bit ? new Uint16Array(data.buffer, data.byteOffset, data.length >> 1) : data;
    const truth = marked(values, info.channels, opened.isLossy ? 128 : 1);
    return { data: truth, width: info.width, height: info.height, channels: 1 };
  });
}

/** 255 where any channel reaches `least`. */
function marked(values: Uint8Array | Uint16Array, channels: number, least: number): Uint8Array {
  const out = new Uint8Array(values.length / channels);
  for (let i = 0, at = 0; i < out.length; i++) {
    for (let c = 0; c < channels; c++) if ((values[at++] ?? 0) >= least) out[i] = 255;
  }
  return out;
}

/** Width and height, upright. @throws OutsideError `image-corrupt`, `image-format` */
export async function readSize(file: PictureFile): Promise<Size & { readonly isGrey: boolean }> {
  return describing(file.name, async () => {
    const { width, height, isGrey } = await openPicture(await file.read());
    return { width, height, isGrey };
  });
}

interface Opened extends Size {
  readonly image: Sharp;
  readonly is16Bit: boolean;
  readonly isGrey: boolean;
  readonly isLossy: boolean;
}

async function openPicture(given: Uint8Array | Pixels): Promise<Opened> {
  if (!(given instanceof Uint8Array)) return openPixels(given);
  if (given.length === 0) throw new Error('the file is empty');
  if (isBmp(given)) return openPixels(decodeBmp(given));
  const image = sharp(given, { failOn: 'error', ignoreIcc: true }).autoOrient();
  const { width = 0, height = 0, orientation = 1, depth, space, format } = await image.metadata();
  if (depth !== 'uchar' && depth !== 'ushort') {
    throw new OutsideError(
      'image-format',
      `its samples are of the type ${depth}, not whole numbers of 8 or 16 bits`,
      'save it with 8 or 16 bits a channel',
    );
  }
  const turned = orientation >= 5;
  return {
    image,
    width: turned ? height : width,
    height: turned ? width : height,
    is16Bit: depth === 'ushort',
    isGrey: space === 'b-w' || space === 'grey16',
    isLossy: format === 'jpeg',
  };
}

function openPixels({ data, width, height, channels }: Pixels): Opened {
  const image = sharp(data, { raw: { width, height, channels: channels === 1 ? 1 : 3 } });
  return { image, width, height, is16Bit: false, isGrey: channels === 1, isLossy: false };
}

// Shrunk by sharp; what is to become larger, in a step of its own.
async function pixelsInFrame(opened: Opened, frame: Frame): Promise<[data: Uint8Array, channels: number]> {
  const { source, target } = placeFrame(frame, opened);
  const width = Math.min(source.width, target.width);
  const height = Math.min(source.height, target.height);
  const scaled = opened.image.extract(source).resize(width, height, { fit: 'fill', kernel: 'linear' });
  if (width === target.width && height === target.height) {
    const { data, channels } = await rawPixels(opened, place(scaled, target, frame));
    return [data, channels];
  }
  const { data, channels } = await rawPixels(opened, scaled);
  return [enlarge(data, { width, height }, channels, target, frame), channels];
}

// What surrounds the scaled image, or is cut off.
function place(scaled: Sharp, target: Rectangle, { width, height }: Size): Sharp {
  if (target.left < 0 || target.top < 0)
    return scaled.extract({ left: Math.max(0, -target.left), top: Math.max(0, -target.top), width, height });
  const [right, bottom] = [width - target.width - target.left, height - target.height - target.top];
  if (target.left + target.top + right + bottom === 0) return scaled;
  return scaled.extend({ left: target.left, top: target.top, right, bottom, background: '#000' });
}

// Transparent pixels are seen on black.
function inOwnColours({ is16Bit, isGrey }: Opened, image: Sharp): Sharp {
  const space = isGrey ? (is16Bit ? 'grey16' : 'b-w') : is16Bit ? 'rgb16' : 'srgb';
  return image.flatten({ background: '#000' }).toColourspace(space);
}

function depthOf({ is16Bit }: Opened): 'ushort' | 'uchar' {
  return is16Bit ? 'ushort' : 'uchar';
}

async function rawPixels(
  opened: Opened,
  image: Sharp,
): Promise<{ readonly data: Uint8Array; readonly channels: number }> {
  const { data, info } = await inOwnColours(opened, image)
    .raw({ depth: depthOf(opened) })
    .toBuffer({
      resolveWithObject: true,
    });
  return { data: opened.is16Bit ? scale16(data) : data, channels: info.channels };
}

async function describing<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OutsideError)
      throw new OutsideError(error.code, `${name}: ${error.message}`, error.hint, { cause: error });
    throw new OutsideError(
      'image-corrupt',
      `${name} cannot be read: ${reasonOf(error)}`,
      'copy the file again, or take it out of the data set',
      { cause: error },
    );
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    return error.code === 'ENOENT' ? 'there is no such file' : error.code;
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
