// What a training step is fed with besides its number: rows of pictures in the session, or pixels.

import { listGivenFolders } from '../../compiler/emit/shapes.ts';
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { usesCategory } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Feed } from '../session/session.ts';
import { type BatchOrder, batchOrder } from './order.ts';
import type { Rows } from './rows.ts';

export interface BatchSource {
  /** `batch`: its number in the whole training, from 0. */
  feeds(batch: number): Promise<Readonly<Record<string, Feed>>>;
}

/** The pictures that training draws from. */
export interface TrainingPictures {
  readonly images: Rows;
  /** How many of the images each category has, one after the other; undefined where there is one source. */
  readonly categories: readonly number[] | undefined;
  /** Masks of the object, one for each image, height x width x 1; undefined where the pipeline names none. */
  readonly foreground: Rows | undefined;
  /** One for each folder of textures, in the program's order. */
  readonly textures: readonly Rows[];
}

/** The same order whether pictures live in the session or are fed. */
export function orderOf({ train, augment }: Model, { images, categories, textures }: TrainingPictures): BatchOrder {
  const { normal, synthetic, seed } = train;
  const { donors } = augment;
  return batchOrder({
    images: images.count,
    categories,
    normal,
    synthetic,
    donors,
    textures: textures.map(({ count }) => count),
    follows: listGivenFolders(augment).map(({ shows }, i) => (shows === 'masks of defects' ? i - 1 : undefined)),
    seed,
  });
}

/** All pictures live in the session: a batch is handed numbers of rows only. */
export function residentBatches(program: TrainingProgram, model: Model, pictures: TrainingPictures): BatchSource {
  const { normal, synthetic } = model.train;
  const { donors } = model.augment;
  const order = orderOf(model, pictures);
  const asksCategory = usesCategory(model);
  const rows = (shape: readonly number[], data: Int32Array): Feed => ({ dtype: 'int32', shape, data });
  return {
    async feeds(batch) {
      const feeds: Record<string, Feed> = { [program.feeds.index]: rows([normal + synthetic], order.images(batch)) };
      if (asksCategory) feeds[program.feeds.category] = rows([normal + synthetic], order.categories(batch));
      if (synthetic > 0 && donors > 0) feeds[program.feeds.donorIndex] = rows([synthetic, donors], order.donors(batch));
      const folders = pictures.textures.length;
      if (synthetic > 0 && folders > 0)
        feeds[program.feeds.textureIndex] = rows([synthetic, folders], order.textures(batch));
      return feeds;
    },
  };
}
