// An image band by band, so that one of a billion pixels takes no more memory than a few of its rows: what is too large to
// be held is decoded once into a file without compression, of which any part can be read.
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { outside } from '../../diagnostics/outside-error.ts';
import { convertChannels } from '../images/channels.ts';
import type { PictureFile, Pixels } from '../images/data-set.ts';
import { describing } from '../images/describe-failure.ts';
import { inOwnColours, type Opened, openPicture, rawPixels } from '../images/open-picture.ts';
import type { Size } from '../images/placement.ts';

export interface ImageRows extends Size {
  /** Colour, 8 bits; `count` rows from `top` on, fewer at the end. */
  read(top: number, count: number): Promise<Pixels>;
  close(): void;
}

/** Pixels that are held in memory: 200 MB of colour. */
const mostHeld = 2 ** 26;

/** @throws OutsideError `image-corrupt`, `image-format`, `image-too-large`, `disk-full` */
export async function openRows(item: PictureFile, most = mostHeld): Promise<ImageRows> {
  return describing(item.name, async () => {
    const opened = await openPicture(await item.read());
    return opened.width * opened.height <= most ? heldRows(opened) : storedRows(opened);
  });
}

async function heldRows(opened: Opened): Promise<ImageRows> {
  const { width, height } = opened;
  const { data, channels } = await rawPixels(opened, opened.image);
  const colour = convertChannels(data, channels, 3);
  const read = async (top: number, count: number) => {
    const rows = Math.min(count, height - top);
    return { data: colour.subarray(top * width * 3, (top + rows) * width * 3), width, height: rows, channels: 3 };
  };
  return { width, height, read, close: () => undefined };
}

async function storedRows(opened: Opened): Promise<ImageRows> {
  const { width, height } = opened;
  requireSpace(opened);
  const folder = mkdtempSync(path.join(tmpdir(), 'anoseg-image-'));
  const close = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = path.join(folder, 'image.tif');
    const whole = inOwnColours(opened, opened.image);
    await whole.tiff({ compression: 'none', tile: true, bigtiff: true }).toFile(file);
    const read = async (top: number, count: number) => {
      const rows = Math.min(count, height - top);
      const stored = sharp(file, { limitInputPixels: false, sequentialRead: false, ignoreIcc: true });
      const band = stored.extract({ left: 0, top, width, height: rows });
      const { data, channels } = await rawPixels({ ...opened, image: stored }, band);
      return { data: convertChannels(data, channels, 3), width, height: rows, channels: 3 };
    };
    return { width, height, read, close };
  } catch (error) {
    close();
    throw error;
  }
}

function requireSpace({ width, height, is16Bit, isGrey }: Opened): void {
  const bytes = width * height * (isGrey ? 1 : 3) * (is16Bit ? 2 : 1) * 1.1;
  const { bavail, bsize } = statfsSync(tmpdir());
  if (bavail * bsize > bytes) return;
  throw outside('disk-full', {
    what: `decode an image of ${width} x ${height} into ${tmpdir()}`,
    reason: `it has ${gigabytes(bavail * bsize)} free and needs ${gigabytes(bytes)}`,
    advice: 'make room there, or let TMPDIR name another folder',
  });
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
