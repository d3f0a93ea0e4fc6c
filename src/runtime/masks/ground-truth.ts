// The ground truth of an image: its masks, united.
import { outside } from '../../diagnostics/outside-error.ts';
import type { ImageItem, PictureFile, Pixels } from '../images/data-set.ts';
import { describing } from '../images/describe-failure.ts';
import { openMask } from './mask-file.ts';
import { describeSheet, markedBy } from './mask-values.ts';

/** 255 is a defect, 0 is none. */
export interface Mask extends Pixels {
  /** What its file holds, for people: `8-bit grey, values 0 only`. */
  readonly lookedAt: string;
}

/**
 * The ground truth at its own size. Undefined for good images, and where it is missing.
 * @throws OutsideError `image-corrupt`, `image-format`, `mask-size`
 */
export async function readGroundTruth({ masks }: Pick<ImageItem, 'masks'>): Promise<Mask | undefined> {
  const [first, ...others] = await Promise.all(masks.map(readMask));
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
 * @throws OutsideError `image-corrupt`, `image-format`
 */
export async function readMask(file: PictureFile): Promise<Mask> {
  return describing(file.name, async () => {
    const pages = await openMask(await file.read());
    const first = await readPage(pages, 0);
    for (let page = 0; page < pages.count; page++) {
      const mask = page === 0 ? first : await readPage(pages, page);
      const isSameSize = mask.width === first.width && mask.height === first.height;
      if (isSameSize && mask.data.includes(255) && mask.data.includes(0)) return mask;
    }
    return pages.count === 1
      ? first
      : { ...first, lookedAt: `${first.lookedAt}; ${pages.count} pages, none marks a part` };
  });
}

async function readPage(pages: Awaited<ReturnType<typeof openMask>>, page: number): Promise<Mask> {
  const sheet = await pages.read(page);
  const { width, height } = sheet;
  return { width, height, channels: 1, data: markedBy(sheet), lookedAt: describeSheet(sheet) };
}
