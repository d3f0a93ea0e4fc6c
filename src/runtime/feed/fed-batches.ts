// Batches of pixels for pictures that do not fit into memory: read ahead, while the step before them is computed.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import { usesCategory } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { Feed } from '../session/session.ts';
import { type BatchSource, orderOf, type TrainingPictures } from './batch-source.ts';
import type { Rows } from './rows.ts';

type Feeds = Readonly<Record<string, Feed>>;

/**
 * `batches`: how many the training has. `ahead`: how many are read before they are asked for; the reads are handed to
 * threads at once, so that they go on while a call of TensorFlow blocks this one.
 */
export function fedBatches(
  program: TrainingProgram,
  model: Model,
  pictures: TrainingPictures,
  batches: number,
  ahead = 2,
): BatchSource {
  const load = batchLoader(program, model, pictures);
  const pending = new Map<number, Promise<Feeds>>();
  const begin = (batch: number) => {
    if (pending.has(batch) || batch >= batches) return;
    const loading = load(batch);
    // A failure is told when the batch's turn comes.
    loading.catch(() => undefined);
    pending.set(batch, loading);
  };
  return {
    async feeds(batch) {
      for (let i = 0; i <= ahead; i++) begin(batch + i);
      const loading = pending.get(batch) ?? load(batch);
      pending.delete(batch);
      return loading;
    },
  };
}

function batchLoader(
  program: TrainingProgram,
  model: Model,
  pictures: TrainingPictures,
): (batch: number) => Promise<Feeds> {
  const { normal, synthetic } = model.train;
  const { height, width, channels } = model.data;
  const { donors } = model.augment;
  const { images, foreground, textures } = pictures;
  const order = orderOf(model, pictures);
  const asksCategory = usesCategory(model);
  const picture = (counts: readonly number[], data: Uint8Array, depth = channels): Feed => ({
    dtype: 'uint8',
    shape: [...counts, height, width, depth],
    data,
  });
  return async (batch) => {
    const rows = order.images(batch);
    const wanted: [name: string, Promise<Feed>][] = [
      [program.feeds.images, gather(images, rows).then((data) => picture([normal + synthetic], data))],
    ];
    if (asksCategory) {
      const data = order.categories(batch);
      wanted.push([program.feeds.category, Promise.resolve({ dtype: 'int32', shape: [data.length], data })]);
    }
    if (synthetic > 0 && donors > 0) {
      const others = gather(images, order.donors(batch));
      wanted.push([program.feeds.donorImages, others.then((data) => picture([synthetic, donors], data))]);
    }
    if (synthetic > 0 && textures.length > 0) {
      const drawn = gatherTextures(textures, order.textures(batch));
      wanted.push([program.feeds.textureImages, drawn.then((data) => picture([synthetic, textures.length], data))]);
    }
    if (synthetic > 0 && foreground) {
      const objects = gather(foreground, rows.subarray(normal));
      wanted.push([program.feeds.foregroundImages, objects.then((data) => picture([synthetic], data, 1))]);
    }
    return Object.fromEntries(await Promise.all(wanted.map(async ([name, feed]) => [name, await feed] as const)));
  };
}

/** Rows one after the other. Fresh memory each time: TensorFlow may hold on to what it was fed. */
async function gather(rows: Rows, wanted: Int32Array): Promise<Uint8Array> {
  const out = new Uint8Array(wanted.length * rows.bytes);
  await Promise.all(Array.from(wanted, (row, i) => rows.read(row, out.subarray(i * rows.bytes, (i + 1) * rows.bytes))));
  return out;
}

async function gatherTextures(folders: readonly Rows[], wanted: Int32Array): Promise<Uint8Array> {
  const bytes = folders[0]?.bytes ?? 0;
  const out = new Uint8Array(wanted.length * bytes);
  const reads = Array.from(wanted, (row, i) =>
    folders[i % folders.length]?.read(row, out.subarray(i * bytes, (i + 1) * bytes)),
  );
  await Promise.all(reads);
  return out;
}
