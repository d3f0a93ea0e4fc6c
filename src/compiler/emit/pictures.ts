// Where a step gets its pictures: rows of variables that live in the session, or pixels that are fed.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { GraphBuilder } from '../../graph/ir/builder.ts';
import { placeholder } from '../../graph/ir/placeholder.ts';
import type { Shape, Tensor } from '../../graph/ir/tensor.ts';
import { makeVariable, type Variable } from '../../graph/ir/variable.ts';
import { resourceGather } from '../../graph/primitives/resource-gather.ts';
import { slice } from '../../graph/primitives/slice.ts';
import { stack } from '../../graph/primitives/stack.ts';
import { unstack } from '../../graph/primitives/unstack.ts';
import { listTextures } from './shapes.ts';

/** `resident`: all images are variables of the session; `fed`: a step is handed pixels. */
export type DataMode = 'resident' | 'fed';

/** Names of what a step is fed with. n: samples, s: synthetic ones, d: donors, t: folders of textures. */
export const feeds = {
  step: 'step',
  /** Which of the calls of a step, where it has several (updates, batches of an update): int32 scalar. */
  update: 'update',
  /** Resident: int32 rows; n, s x d and s x t. The foreground has the rows of the images. */
  index: 'index',
  /** int32 [n]: the category of each sample, where a network asks for it. */
  category: 'category',
  donorIndex: 'donor_index',
  textureIndex: 'texture_index',
  /** Fed: uint8 pixels; n x h x w x c, s x d x h x w x c, s x t x h x w x c, s x h x w x 1. */
  images: 'images',
  donorImages: 'donor_images',
  textureImages: 'texture_images',
  foregroundImages: 'foreground_images',
} as const;

/** The variables of resident data: uint8, rows x h x w x c. */
export interface ResidentData {
  readonly images: Variable<Shape>;
  readonly foreground: Variable<Shape> | undefined;
  readonly textures: readonly Variable<Shape>[];
}

/** uint8 pictures of one step. */
export interface Pictures {
  /** n x h x w x c. */
  readonly images: Tensor;
  /** s x d x h x w x c. */
  readonly donors: Tensor | undefined;
  /** s x t x h x w x c. */
  readonly textures: Tensor | undefined;
  /** s x h x w x 1. */
  readonly foreground: Tensor | undefined;
}

export function makeResidentData(builder: GraphBuilder, model: Model): ResidentData {
  const { height, width, channels } = model.data;
  // Augmentation runs on the CPU alone (MapDefun has no GPU kernel): on a GPU its pictures would come back at each step.
  const device = isAugmented(model) ? 'cpu' : undefined;
  // How many there are, only the run knows.
  const variable = (name: string, depth: number) =>
    makeVariable(builder, `data/${name}`, { shape: [null, height, width, depth], dtype: 'uint8' }, device);
  return {
    images: variable('images', channels),
    foreground: model.data.foreground === undefined ? undefined : variable('foreground', 1),
    textures: listTextures(model.augment).map((_, i) => variable(`texture_${i}`, channels)),
  };
}

/** Whether samples are drawn one by one, for at least a part of the batch. */
function isAugmented({ train, augment }: Model): boolean {
  return train.synthetic > 0 || augment.image.from !== 'given';
}

/** Adds the pictures of a step; `data`: the variables, or undefined where pixels are fed. */
export function emitPictures(builder: GraphBuilder, model: Model, data: ResidentData | undefined): Pictures {
  const { normal, synthetic } = model.train;
  const counts = {
    images: normal + synthetic,
    donors: [synthetic, model.augment.donors],
    textures: [synthetic, listTextures(model.augment).length],
    foreground: model.data.foreground !== undefined && synthetic > 0,
  };
  const wanted = (shape: readonly number[]) => shape.every((size) => size > 0);
  if (data === undefined) return fedPictures(builder, model, counts, wanted);
  const rows = (name: string, shape: readonly number[]) => placeholder(builder, name, { shape, dtype: 'int32' });
  const gathered = (variable: Variable<Shape>, index: Tensor) => resourceGather(variable.handle, variable, index);
  const index = rows(feeds.index, [counts.images]);
  const syntheticIndex = () => slice(index, { axis: 0, start: normal, size: synthetic });
  return {
    images: gathered(data.images, index),
    donors: wanted(counts.donors) ? gathered(data.images, rows(feeds.donorIndex, counts.donors)) : undefined,
    textures: wanted(counts.textures) ? gatheredTextures(data, rows(feeds.textureIndex, counts.textures)) : undefined,
    foreground: data.foreground && counts.foreground ? gathered(data.foreground, syntheticIndex()) : undefined,
  };
}

interface Counts {
  readonly images: number;
  readonly donors: readonly number[];
  readonly textures: readonly number[];
  readonly foreground: boolean;
}

function fedPictures(
  builder: GraphBuilder,
  model: Model,
  counts: Counts,
  wanted: (shape: readonly number[]) => boolean,
): Pictures {
  const { height, width, channels } = model.data;
  const fed = (name: string, shape: readonly number[], depth = channels) =>
    placeholder(builder, name, { shape: [...shape, height, width, depth], dtype: 'uint8' });
  return {
    images: fed(feeds.images, [counts.images]),
    donors: wanted(counts.donors) ? fed(feeds.donorImages, counts.donors) : undefined,
    textures: wanted(counts.textures) ? fed(feeds.textureImages, counts.textures) : undefined,
    foreground: counts.foreground ? fed(feeds.foregroundImages, [model.train.synthetic], 1) : undefined,
  };
}

// Each folder of textures is a variable of its own; their rows are the columns of one index.
function gatheredTextures({ textures }: ResidentData, index: Tensor): Tensor {
  const columns = unstack(index, 1);
  const pictures = textures.map((variable, i) =>
    resourceGather(variable.handle, variable, columns[i] ?? bug('no rows of a texture')),
  );
  return stack(pictures, 1);
}
