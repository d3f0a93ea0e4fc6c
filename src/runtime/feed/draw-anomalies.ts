// Draws samples as training would draw them, and nothing else: no network, no weights.
import { compileInference } from '../../compiler/inference-program.ts';
import { compileTraining, type TrainingProgram } from '../../compiler/training-program.ts';
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { takesCategory } from '../../dsl/model/categories.ts';
import type { Model } from '../../dsl/model/model.ts';
import type { SheetPicture } from '../images/sheet-picture.ts';
import type { Fetched, Session } from '../session/session.ts';
import { type BatchSource, orderOf, type TrainingPictures } from './batch-source.ts';
import { fedBatches } from './fed-batches.ts';
import type { BatchOrder } from './order.ts';

/** One synthetic anomaly. */
export interface Drawn {
  readonly image: SheetPicture;
  readonly synthetic: SheetPicture;
  readonly mask: SheetPicture;
  /** Its category as the finished model takes it; undefined where that asks for none. */
  readonly category: number | undefined;
  /** Path of the shape of each patch, those of one shape together. Patches that `relabel` took away count too. */
  readonly shapes: readonly string[];
  /** Share of the image that the mask marks, 0 to 1. */
  readonly area: number;
  /** How often it was drawn again because too little differed. */
  readonly redraws: number;
}

/** What samples are drawn with: a session on the graph of the program, fed by the batches. */
export interface Drawing {
  readonly session: Session;
  readonly program: TrainingProgram;
  readonly model: Model;
  readonly source: BatchSource;
  readonly order: BatchOrder;
  /** The number in training of the first batch. */
  readonly first: number;
}

export interface DrawingOptions {
  /** Opens a session on a saved_model.pb. */
  readonly open: (savedModel: Uint8Array) => Session;
  readonly model: Model;
  readonly pictures: TrainingPictures;
  /** How many will be drawn. */
  readonly batches: number;
  /** The step of training that they begin with, or ones that it does not reach. */
  readonly from: number | 'after training';
}

/** The model with draws of its own, which neither training nor thresholds reach; `name` tells streams apart. */
export function inStream(model: Model, name: string): Model {
  const seed = namedDraws(`${model.train.seed}/${name}`).integer(2 ** 31);
  return { ...model, train: { ...model.train, seed } };
}

/** Whoever opens it disposes of its session. */
export function openDrawing({ open, model, pictures, batches, from }: DrawingOptions): Drawing {
  const program = compileTraining(model, { mode: 'fed', modelVariables: compileInference(model).variables });
  const first = (from === 'after training' ? model.train.steps : from) * program.batchesPerStep;
  const source = fedBatches(program, model, pictures, first + batches);
  return { session: open(program.savedModel), program, model, source, order: orderOf(model, pictures), first };
}

/** The synthetic anomalies of a batch, by its number from 0; none where the pipeline has none. */
export async function drawAnomalies(drawing: Drawing, batch: number): Promise<readonly Drawn[]> {
  const { program, model } = drawing;
  const { image, seen, mask, shapes, redraws } = program.fetches;
  const fetches = [image, seen, mask, ...(shapes && redraws ? [shapes, redraws] : [])];
  const results = await runBatch(drawing, batch, fetches);
  const { normal, synthetic } = model.train;
  const categories = takesCategory(model) ? drawing.order.categories(drawing.first + batch) : undefined;
  return Array.from({ length: synthetic }, (_, i) => ({
    ...anomalyOf(results, i, normal + i, program, model),
    category: categories?.[normal + i],
  }));
}

/** The first so many, batch after batch. */
export async function* drawSamples(drawing: Drawing, samples: number): AsyncGenerator<Drawn> {
  const perBatch = drawing.model.train.synthetic;
  for (let done = 0; done < samples; done += perBatch)
    yield* (await drawAnomalies(drawing, done / perBatch)).slice(0, samples - done);
}

/** The normal samples of a batch: what `image` of `augment` makes of them. */
export async function drawNormals(drawing: Drawing, batch: number): Promise<readonly SheetPicture[]> {
  const { program, model } = drawing;
  const [images] = await runBatch(drawing, batch, [program.fetches.image]);
  return Array.from({ length: model.train.normal }, (_, i) => imageOf(images, i, model));
}

async function runBatch(
  { session, program: { feeds, batchesPerStep }, source, first }: Drawing,
  index: number,
  fetches: readonly string[],
): Promise<readonly Fetched[]> {
  const batch = first + index;
  const scalar = (value: number) => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) }) as const;
  const clock = {
    [feeds.step]: scalar(Math.floor(batch / batchesPerStep)),
    ...(batchesPerStep > 1 ? { [feeds.update]: scalar(batch % batchesPerStep) } : {}),
  };
  return session.run({ ...clock, ...(await source.feeds(batch)) }, fetches);
}

function anomalyOf(
  [image, seen, mask, shapes, redraws]: readonly Fetched[],
  index: number,
  slot: number,
  program: TrainingProgram,
  model: Model,
): Omit<Drawn, 'category'> {
  const { height, width } = model.data;
  const maskPicture = pictureOf(mask, slot, { height, width, channels: 1 }, [0, 1]);
  const counts = shapes?.data.subarray(index * (shapes.shape[1] ?? 0), (index + 1) * (shapes.shape[1] ?? 0)) ?? [];
  return {
    image: imageOf(image, slot, model),
    synthetic: imageOf(seen, slot, model),
    mask: maskPicture,
    shapes: program.shapes.flatMap((path, i) => Array<string>(counts[i] ?? 0).fill(path)),
    area: maskPicture.data.reduce((sum, value) => sum + value, 0) / (255 * height * width),
    redraws: redraws?.data[index] ?? 0,
  };
}

function imageOf(fetched: Fetched | undefined, slot: number, { data }: Model): SheetPicture {
  return pictureOf(fetched, slot, data, data.range);
}

// `low` is black, `high` white.
function pictureOf(
  fetched: Fetched | undefined,
  slot: number,
  { width, height, channels }: Omit<SheetPicture, 'data'>,
  [low, high]: readonly [number, number],
): SheetPicture {
  const size = height * width * channels;
  const values = fetched?.data.subarray(slot * size, (slot + 1) * size) ?? [];
  const data = Uint8Array.from(values, (value) =>
    Math.round((Math.min(high, Math.max(low, value)) - low) * (255 / (high - low))),
  );
  return { width, height, channels, data };
}
