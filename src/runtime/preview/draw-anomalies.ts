// Draws samples as training would draw them, and nothing else: no network, no weights.
import type { TrainingProgram } from '../../compiler/training-program.ts';
import type { Model } from '../../dsl/model.ts';
import type { BatchSource } from '../data/batch-source.ts';
import type { Fetched, Session } from '../session.ts';
import type { SheetPicture } from './contact-sheet.ts';

/** One synthetic anomaly. */
export interface Drawn {
  readonly image: SheetPicture;
  readonly synthetic: SheetPicture;
  readonly mask: SheetPicture;
  /** Path of the shape of each patch, those of one shape together. Patches that `relabel` took away count too. */
  readonly shapes: readonly string[];
  /** Share of the image that the mask marks, 0 to 1. */
  readonly area: number;
  /** How often it was drawn again because too little differed. */
  readonly redraws: number;
}

/** `count` anomalies, from the first batches of training, or from batch number `first` on. The pipeline has some. */
export async function drawAnomalies(
  session: Session,
  program: TrainingProgram,
  model: Model,
  batches: BatchSource,
  count: number,
  first = 0,
): Promise<readonly Drawn[]> {
  const { image, seen, mask, shapes, redraws } = program.fetches;
  const fetches = [image, seen, mask, ...(shapes && redraws ? [shapes, redraws] : [])];
  const { normal, synthetic } = model.train;
  const drawn: Drawn[] = [];
  for (let batch = first; drawn.length < count; batch++) {
    const results = await runBatch(session, program, batches, batch, fetches);
    for (let i = 0; i < synthetic && drawn.length < count; i++)
      drawn.push(anomalyOf(results, i, normal + i, program, model));
  }
  return drawn;
}

/** `count` normal samples, from the first batches of training: what `image` of `augment` makes of them. */
export async function drawNormals(
  session: Session,
  program: TrainingProgram,
  model: Model,
  batches: BatchSource,
  count: number,
): Promise<readonly SheetPicture[]> {
  const drawn: SheetPicture[] = [];
  for (let batch = 0; drawn.length < count; batch++) {
    const [images] = await runBatch(session, program, batches, batch, [program.fetches.image]);
    for (let i = 0; i < model.train.normal && drawn.length < count; i++) drawn.push(imageOf(images, i, model));
  }
  return drawn;
}

async function runBatch(
  session: Session,
  { feeds, batchesPerStep }: TrainingProgram,
  batches: BatchSource,
  batch: number,
  fetches: readonly string[],
): Promise<readonly Fetched[]> {
  const scalar = (value: number) => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) }) as const;
  const clock = {
    [feeds.step]: scalar(Math.floor(batch / batchesPerStep)),
    ...(batchesPerStep > 1 ? { [feeds.update]: scalar(batch % batchesPerStep) } : {}),
  };
  return session.run({ ...clock, ...(await batches.feeds(batch)) }, fetches);
}

function anomalyOf(
  [image, seen, mask, shapes, redraws]: readonly Fetched[],
  index: number,
  slot: number,
  program: TrainingProgram,
  model: Model,
): Drawn {
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
