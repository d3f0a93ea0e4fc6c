// Files to pixels: any usual format (see open-picture.ts), turned as the camera held it, 8 bits a channel. Colour profiles are ignored, as other readers of the field do: values are what the file holds.
import type { Sharp } from 'sharp';
import type { DataSettings } from '../../dsl/model/model.ts';
import { convertChannels } from './channels.ts';
import type { PictureFile, Pixels } from './data-set.ts';
import { describing } from './describe-failure.ts';
import { enlarge } from './enlarge.ts';
import { type Opened, openPicture, type RawPixels, rawPixels } from './open-picture.ts';
import { type FrameGeometry, placeFrame, type Rectangle, type Size } from './placement.ts';

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
  /** The largest value of a picture of 16 bits; undefined of one of 8. */
  readonly largest16: number | undefined;
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
    const { data, channels, largest16 } = await pixelsInFrame(opened, frame);
    const pixels = convertChannels(data, channels, frame.channels);
    return { pixels, originalWidth: opened.width, originalHeight: opened.height, largest16 };
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

/** Width and height, upright. @throws OutsideError `image-corrupt`, `image-format` */
export async function readSize(file: PictureFile): Promise<Size & { readonly isGrey: boolean }> {
  return describing(file.name, async () => {
    const { width, height, isGrey } = await openPicture(await file.read());
    return { width, height, isGrey };
  });
}

// Shrunk by sharp; what is to become larger, in a step of its own.
async function pixelsInFrame(opened: Opened, frame: Frame): Promise<RawPixels> {
  const { source, target } = placeFrame(frame, opened);
  const width = Math.min(source.width, target.width);
  const height = Math.min(source.height, target.height);
  const scaled = opened.image.extract(source).resize(width, height, { fit: 'fill', kernel: 'linear' });
  if (width === target.width && height === target.height) {
    return rawPixels(opened, place(scaled, target, frame));
  }
  const small = await rawPixels(opened, scaled);
  return { ...small, data: enlarge(small.data, { width, height }, small.channels, target, frame) };
}

// What surrounds the scaled image, or is cut off.
function place(scaled: Sharp, target: Rectangle, { width, height }: Size): Sharp {
  if (target.left < 0 || target.top < 0)
    return scaled.extract({ left: Math.max(0, -target.left), top: Math.max(0, -target.top), width, height });
  const [right, bottom] = [width - target.width - target.left, height - target.height - target.top];
  if (target.left + target.top + right + bottom === 0) return scaled;
  return scaled.extend({ left: target.left, top: target.top, right, bottom, background: '#000' });
}
