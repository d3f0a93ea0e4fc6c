// Small pictures enlarged and large ones made smaller, so that a contact sheet can be looked at.
import sharp from 'sharp';
import type { SheetPicture } from '../images/sheet-picture.ts';
import type { SheetCell } from './contact-sheet.ts';

/** Pixels of the longer side. */
const least = 128;
const most = 256;

/** Every pixel becomes a square of pixels where pictures are small; large ones are averaged. */
export async function fitPictures(cells: readonly SheetCell[]): Promise<readonly SheetCell[]> {
  return Promise.all(
    cells.map(async (cell) => ({ ...cell, pictures: await Promise.all(cell.pictures.map(fitPicture)) })),
  );
}

async function fitPicture(picture: SheetPicture): Promise<SheetPicture> {
  const longer = Math.max(picture.width, picture.height);
  if (longer < least) return enlarge(picture, Math.ceil(least / longer));
  return longer > most ? shrink(picture, most / longer) : picture;
}

function enlarge({ width, height, channels, data }: SheetPicture, factor: number): SheetPicture {
  const [wide, high] = [width * factor, height * factor];
  const large = new Uint8Array(wide * high * channels);
  for (let i = 0; i < large.length; i++) {
    const pixel = Math.floor(i / channels);
    const [x, y] = [Math.floor((pixel % wide) / factor), Math.floor(pixel / wide / factor)];
    large[i] = data[(y * width + x) * channels + (i % channels)] ?? 0;
  }
  return { width: wide, height: high, channels, data: large };
}

async function shrink({ width, height, channels, data }: SheetPicture, factor: number): Promise<SheetPicture> {
  const size = { width: Math.max(1, Math.round(width * factor)), height: Math.max(1, Math.round(height * factor)) };
  const raw = { width, height, channels: channels === 1 ? 1 : 3 } as const;
  const small = await sharp(data, { raw })
    .resize({ ...size, fit: 'fill' })
    .raw()
    .toBuffer();
  return { ...size, channels, data: new Uint8Array(small) };
}
