// Files to pixels, by sharp: any usual format, turned as the camera held it, 8 bits a channel.
import sharp, { type Sharp } from 'sharp';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import type { Fit } from '../../dsl/model.ts';
import type { ImageItem, Pixels } from './data-set.ts';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly fit: Fit;
}

export interface Picture {
  /** At the pipeline's size. */
  readonly pixels: Uint8Array;
  /** Of the file. */
  readonly originalWidth: number;
  readonly originalHeight: number;
}

/** An image at the pipeline's size. Shrinking filters first, so that nothing aliases. @throws OutsideError `image-corrupt` */
export async function readPicture(item: ImageItem, frame: Frame): Promise<Picture> {
  return describing(item.name, async () => {
    const image = upright(await item.read());
    const { width: originalWidth, height: originalHeight } = await turnedSize(image);
    const resized = image.resize(frame.width, frame.height, {
      fit: sharpFit[frame.fit],
      kernel: 'linear',
      fastShrinkOnLoad: false,
      background: '#000',
    });
    const pixels = await coloured(resized, frame.channels).raw().toBuffer();
    return { pixels, originalWidth, originalHeight };
  });
}

/** The image at its own size, in colour: what overlays are drawn on. */
export async function readOriginal(item: ImageItem): Promise<Pixels> {
  return describing(item.name, async () => {
    const { data, info } = await coloured(upright(await item.read()), 3)
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: 3 };
  });
}

/** The ground truth at its own size: nonzero is a defect; undefined for good images. */
export async function readGroundTruth(item: ImageItem): Promise<Pixels | undefined> {
  return describing(item.name, async () => {
    const given = await item.readMask();
    if (given === undefined) return undefined;
    const { data, info } = await coloured(upright(given), 1).raw().toBuffer({ resolveWithObject: true });
    return { data, width: info.width, height: info.height, channels: 1 };
  });
}

const sharpFit = { resize: 'fill', letterbox: 'contain', crop: 'cover' } as const;

function upright(given: Uint8Array | Pixels): Sharp {
  if (given instanceof Uint8Array) return sharp(given, { failOn: 'error' }).rotate();
  const { data, width, height, channels } = given;
  return sharp(data, { raw: { width, height, channels: channels === 1 ? 1 : 3 } });
}

async function turnedSize(image: Sharp): Promise<{ readonly width: number; readonly height: number }> {
  const { width = 0, height = 0, orientation = 1 } = await image.metadata();
  return orientation >= 5 ? { width: height, height: width } : { width, height };
}

// Transparent pixels are seen on black.
function coloured(image: Sharp, channels: number): Sharp {
  const opaque = image.flatten({ background: '#000' });
  return channels === 1 ? opaque.toColourspace('b-w').extractChannel(0) : opaque.toColourspace('srgb').removeAlpha();
}

async function describing<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof OutsideError) throw error;
    const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
    throw new OutsideError(
      'image-corrupt',
      `${name} cannot be read: ${reason}`,
      'copy the file again, or take it out of the data set',
      { cause: error },
    );
  }
}
