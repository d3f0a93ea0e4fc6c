// The few pictures that a bench trains on: the first ones of the data set, or, where there is none yet, drawn ones.
import { listGivenFolders } from '../../compiler/emit/shapes.ts';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { categoriesOf } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { TrainingPictures } from '../feed/batch-source.ts';
import { countsOf, groupedByCategory } from '../feed/category-groups.ts';
import { decodedPictures } from '../feed/decoded-pictures.ts';
import { memoryRows, type Rows } from '../feed/rows.ts';
import { checkBatch, splitNormal } from '../feed/split.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { frameOf, readPicture } from '../images/decode.ts';
import { openDataSet } from '../sources/open.ts';
import { sampleReader } from '../sources/sample.ts';

export interface BenchPictures {
  readonly pictures: TrainingPictures;
  readonly count: number;
  /** Undefined where they are drawn. */
  readonly data: DataSet | undefined;
}

export interface WhereData {
  readonly dataFolder: string;
  /** Whether the user has named the folder: then it must be there. */
  readonly isDataNamed: boolean;
}

/** More of them change no time. */
const enough = 16;

/** @throws OutsideError as a run would, but for a folder of data that nobody has named */
export async function benchPictures(model: Model, where: WhereData): Promise<BenchPictures> {
  const { normal, synthetic } = model.train;
  const wanted = Math.max(enough, normal + synthetic, model.augment.donors + 1);
  try {
    return await readPictures(model, where.dataFolder, wanted);
  } catch (error) {
    if (where.isDataNamed || !(error instanceof OutsideError) || error.code !== 'data-missing') throw error;
    return { pictures: await drawnPictures(model, wanted), count: wanted, data: undefined };
  }
}

async function readPictures(model: Model, dataFolder: string, wanted: number): Promise<BenchPictures> {
  const data = await openDataSet(model.data, dataFolder);
  const { train } = splitNormal(data.train, model.data.holdout, model.train.seed);
  checkBatch(model, train, categoriesOf(model.data));
  const chosen = groupedByCategory(train).flatMap(({ items }) => items.slice(0, wanted));
  const decoded = await decodedPictures(model, frameOf(model.data), chosen, dataFolder);
  const inMemory = (rows: Rows) => firstRows(rows, wanted);
  const pictures = {
    ...decoded,
    images: await firstRows(decoded.images, chosen.length),
    foreground: decoded.foreground && (await firstRows(decoded.foreground, chosen.length)),
    textures: await Promise.all(decoded.textures.map(inMemory)),
  };
  return { pictures, count: chosen.length, data };
}

async function firstRows(rows: Rows, wanted: number): Promise<Rows> {
  const count = Math.min(rows.count, wanted);
  return filledRows(count, rows.bytes, (row, target) => rows.read(row, target));
}

async function filledRows(
  count: number,
  bytes: number,
  fill: (row: number, target: Uint8Array) => Promise<void>,
): Promise<Rows> {
  const writer = memoryRows(count, bytes);
  const row = new Uint8Array(bytes);
  for (let i = 0; i < count; i++) {
    await fill(i, row);
    await writer.write(i, '', row);
  }
  return writer.finish(Array.from({ length: count }, (_, i) => i));
}

// Parts as the built-in set has them, masks that mark the middle. As many of each category as are wanted of one.
async function drawnPictures(model: Model, wanted: number): Promise<TrainingPictures> {
  const { height, width, channels } = model.data;
  const frame = frameOf(model.data);
  const side = Math.min(256, Math.max(height, width));
  const { train } = await sampleReader.open({ kind: 'gear', side }, '');
  const area = height * width;
  const draw = async (row: number, target: Uint8Array) => {
    const image = train[row % train.length];
    if (image) target.set((await readPicture(image, frame)).pixels);
  };
  const masked = async (_: number, target: Uint8Array) => {
    const depth = target.length / area;
    target.forEach((__, i) => {
      const [x, y] = [Math.floor(i / depth) % width, Math.floor(i / depth / width)];
      target[i] = Math.hypot(x / width - 0.5, y / height - 0.5) < 0.25 ? 255 : 0;
    });
  };
  const categories = categoriesOf(model.data);
  const items = categories.flatMap((category): readonly Pick<ImageItem, 'category'>[] =>
    Array.from({ length: wanted }, () => ({ category })),
  );
  const given = listGivenFolders(model.augment).map(({ shows }) =>
    filledRows(4, area * channels, shows === 'masks of defects' ? masked : draw),
  );
  return {
    images: await filledRows(items.length, area * channels, draw),
    categories: countsOf(items, categories),
    foreground: model.data.foreground === undefined ? undefined : await filledRows(items.length, area, masked),
    textures: await Promise.all(given),
  };
}
