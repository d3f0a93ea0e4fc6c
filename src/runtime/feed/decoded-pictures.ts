// The pictures that a pipeline draws from, each decoded when it is needed: for work that looks at few of them.
import { bug } from '../../diagnostics/outside-error.ts';
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { ImageItem, PictureFile } from '../images/data-set.ts';
import { type Frame, readPicture } from '../images/decode.ts';
import type { TrainingPictures } from './batch-source.ts';
import { countsOf } from './category-groups.ts';
import { listGivenFiles } from './given-folders.ts';
import { decodingRows, type Rows } from './rows.ts';
import { listForegrounds, readMaskAtFrame } from './textures.ts';

/** `images`: one row each, in this order. @throws OutsideError `data-missing`, `foreground-missing` */
export async function decodedPictures(
  { data, augment }: Model,
  frame: Frame,
  images: readonly ImageItem[],
  dataFolder: string,
): Promise<TrainingPictures> {
  const area = frame.width * frame.height;
  const { foreground } = data;
  const masks = foreground === undefined ? undefined : listForegrounds(foreground, dataFolder, images);
  const pixels = (file: PictureFile) => readPicture(file, frame).then((picture) => picture.pixels);
  const given = await listGivenFiles(augment, dataFolder, frame, images);
  return {
    images: await rowsOf(images, area * frame.channels, pixels),
    categories: countsOf(images, categoriesOf(data)),
    foreground: masks && (await rowsOf(masks, area, (file) => readMaskAtFrame(file, frame))),
    textures: await Promise.all(given.map(({ items, decode }) => rowsOf(items, area * frame.channels, decode))),
  };
}

function rowsOf(
  files: readonly PictureFile[],
  bytes: number,
  decode: (file: PictureFile) => Promise<Uint8Array>,
): Promise<Rows> {
  const rows = decodingRows(bytes, (row) => decode(files[row] ?? bug('a row without picture')));
  return rows.finish(files.map((_, row) => row));
}
