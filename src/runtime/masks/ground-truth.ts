// The ground truth of an image: its masks, united.
import { outside } from '../../diagnostics/outside-error.ts';
import type { ImageItem, PictureFile, Pixels } from '../images/data-set.ts';
import { describing } from '../images/describe-failure.ts';
import type { Size } from '../images/placement.ts';
import { mostDecodedBytes } from '../images/size-limits.ts';
import { type MaskPages, openMask } from './mask-file.ts';
import { describeSheet, markedBy } from './mask-values.ts';

/** 255 is a defect, 0 is none. */
export interface Mask extends Pixels {
  /** What its file holds, for people: `8-bit grey, values 0 only`. */
  readonly lookedAt: string;
}

/**
 * The ground truth at its own size. Undefined for good images, and where it is missing. `image`: the size that masks
 * must have; another one is refused before anything is decoded.
 * @throws OutsideError `image-corrupt`, `image-format`, `image-too-large`, `mask-size`
 */
export async function readGroundTruth({ masks }: Pick<ImageItem, 'masks'>, image?: Size): Promise<Mask | undefined> {
  const [first, ...others] = await Promise.all(masks.map((mask) => readMask(mask, image)));
  if (first === undefined) return undefined;
  for (const [i, { width, height, data }] of others.entries()) {
    if (width !== first.width || height !== first.height) {
      throw outside('mask-size', {
        problem: `${masks[i + 1]?.name} is ${width} x ${height}, ${masks[0]?.name} ${first.width} x ${first.height}`,
        advice: 'all masks of an image have its size',
      });
    }
    for (let p = 0; p < data.length; p++) if (data[p] === 255) first.data[p] = 255;
  }
  const looks = [...new Set([first, ...others].map(({ lookedAt }) => lookedAt))];
  return { ...first, lookedAt: looks.join('; and ') };
}

/**
 * One mask: of several pages (TIFF, animations) the first that marks a part of the image.
 * @throws OutsideError `image-corrupt`, `image-format`, `image-too-large`, `mask-size`
 */
export async function readMask(file: PictureFile, image?: Size): Promise<Mask> {
  return describing(file.name, async () => {
    const pages = await openMask(await file.read());
    const size = await pages.size(0);
    if (image) refuseOtherSize(size, image);
    const first = await readPage(pages, 0);
    if (marksPart(first) || pages.count === 1) return first;
    return (await laterPage(pages, size)) ?? withPages(first, pages.count);
  });
}

const swapped =
  'width and height are swapped: an image is turned upright by its EXIF orientation; turn the masks too, or take the orientation out of the images (`exiftool -Orientation= FILE`)';

function refuseOtherSize({ width, height }: Size, image: Size): void {
  if (width === image.width && height === image.height) return;
  throw outside('mask-size', {
    problem: `the mask is ${width} x ${height}, its image ${image.width} x ${image.height}`,
    advice: width === image.height && height === image.width ? swapped : 'a mask has the size of its image',
  });
}

function marksPart({ data }: Mask): boolean {
  return data.includes(255) && data.includes(0);
}

function withPages(first: Mask, count: number): Mask {
  return { ...first, lookedAt: `${first.lookedAt}; ${count} pages, none marks a part` };
}

/** Pages that are looked at, and these times all pages: each is found by going through all, so that a small animation of many frames would take hours. */
const mostPages = 100;
const mostPassed = 1_000_000;

// The first page behind the first that marks a part, of those that have the first one's size.
async function laterPage(pages: MaskPages, { width, height }: Size): Promise<Mask | undefined> {
  const limits = [mostPages, mostPassed / pages.count, mostDecodedBytes / (width * height)];
  const looked = Math.min(pages.count, Math.max(1, Math.floor(Math.min(...limits))));
  for (let page = 1; page < looked; page++) {
    const size = await pages.size(page);
    if (size.width !== width || size.height !== height) continue;
    const mask = await readPage(pages, page);
    if (marksPart(mask)) return mask;
  }
  if (looked === pages.count) return undefined;
  throw outside('image-format', {
    problem: `it has ${pages.count} pages, and ${looked === 1 ? 'the first does not mark' : `none of the first ${looked} marks`} a part of the image`,
    advice: 'save the page that is the mask as a file of its own',
  });
}

async function readPage(pages: MaskPages, page: number): Promise<Mask> {
  const sheet = await pages.read(page);
  const { width, height } = sheet;
  return { width, height, channels: 1, data: markedBy(sheet), lookedAt: describeSheet(sheet) };
}
