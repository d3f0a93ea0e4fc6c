// Pictures in a grid with a caption under each group: what `anoseg preview` writes.

import sharp from 'sharp';
import type { SheetPicture } from '../images/sheet-picture.ts';
import { fitText, type Lettering, textPath } from './lettering.ts';

export interface SheetCell {
  /** Side by side, all of one size. */
  readonly pictures: readonly SheetPicture[];
  readonly caption: string;
}

export interface SheetOptions {
  readonly lettering: Lettering;
  readonly title: string;
}

/** What a sheet says of itself, in its EXIF data: a later one may replace it. */
export const sheetMark = 'anoseg preview';

const gap = 8;
const captionHeight = 20;
const titleHeight = 28;
const background = 24;
/** Pixels that the sheet has in width, where a cell fits into it. */
const sheetWidth = 1600;

/** A PNG with as many cells beside each other as fit. All pictures are of one size. */
export async function composeSheet(
  cells: readonly SheetCell[],
  { lettering, title }: SheetOptions,
): Promise<Uint8Array> {
  const first = cells[0]?.pictures[0];
  const perCell = cells[0]?.pictures.length ?? 0;
  const [pictureWidth, pictureHeight] = [first?.width ?? 1, first?.height ?? 1];
  const cellWidth = perCell * pictureWidth + (perCell - 1) * 2;
  const columns = Math.max(1, Math.min(cells.length, Math.floor((sheetWidth - gap) / (cellWidth + gap))));
  const cellHeight = pictureHeight + captionHeight;
  const rows = Math.ceil(cells.length / columns);
  const width = gap + columns * (cellWidth + gap);
  const height = titleHeight + gap + rows * (cellHeight + gap);
  const canvas = new Uint8Array(width * height * 3).fill(background);
  const texts = [textPath(lettering, fitText(lettering, title, width - 2 * gap, 14), gap, 20, 14)];
  cells.forEach((cell, i) => {
    const left = gap + (i % columns) * (cellWidth + gap);
    const top = titleHeight + gap + Math.floor(i / columns) * (cellHeight + gap);
    cell.pictures.forEach((picture, k) => {
      draw(canvas, width, picture, left + k * (pictureWidth + 2), top);
    });
    texts.push(
      textPath(lettering, fitText(lettering, cell.caption, cellWidth, 11), left, top + pictureHeight + 14, 11),
    );
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="#ddd">${texts.join('')}</svg>`;
  const image = sharp(canvas, { raw: { width, height, channels: 3 } });
  return image
    .composite([{ input: Buffer.from(svg), left: 0, top: 0 }])
    .png()
    .withExif({ IFD0: { Software: sheetMark } })
    .toBuffer();
}

function draw(
  canvas: Uint8Array,
  canvasWidth: number,
  { width, height, channels, data }: SheetPicture,
  left: number,
  top: number,
): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const to = ((top + y) * canvasWidth + left + x) * 3;
      const from = (y * width + x) * channels;
      for (let c = 0; c < 3; c++) canvas[to + c] = data[from + (channels === 1 ? 0 : c)] ?? 0;
    }
  }
}
