// Predictions for images without labels: maps, overlays, outlines and scores, image by image. An image that cannot be
// read is told and left out; the others go on.
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { compileInference } from '../../compiler/inference-program.ts';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import { knownCategories, numberOf } from '../../dsl/model/categories.ts';
import type { Surroundings } from '../contract/service.ts';
import { cleanerOf, cleanUpOf } from '../evaluation/clean-up.ts';
import { readAhead } from '../files/read-ahead.ts';
import type { PictureFile } from '../images/data-set.ts';
import { frameOf, readPicture } from '../images/decode.ts';
import { lockedOneDnn } from '../record/lock-machine.ts';
import { refuseDataPlace } from '../record/out-place.ts';
import { claimResultFolder } from '../record/result-folder.ts';
import {
  type GivenThresholds,
  openStoredRun,
  type StoredRun,
  thresholdsFound,
  thresholdsOf,
} from '../record/stored-run.ts';
import { type ImageMap, predictPicture } from '../session/predictor.ts';
import { openSavedModel, type Session } from '../session/session.ts';
import { pictureFile } from '../sources/listing.ts';
import { announce, earlierResults, type Pictures, removeEarlier } from './earlier-results.ts';
import { type FailedImage, type PredictedImage, type Predictions, picturesFor, ResultWriter } from './result-writer.ts';
import { predictTiles, type RequestedTiling, type Seen, tilingOf } from './tiled-prediction.ts';

/** Plain data: it crosses to the engine process. */
export interface PredictRequest extends GivenThresholds {
  readonly run: string;
  /** What the run was unpacked from: results name it in place of the folder, which is gone soon. */
  readonly bundle?: string;
  readonly images: readonly PredictedFile[];
  readonly out: string;
  /** Undefined: each image as a whole. */
  readonly tiling: RequestedTiling | undefined;
  readonly overlays: boolean;
  /** Of all the images; undefined where the model asks for none. */
  readonly category: string | undefined;
  readonly threads: number | undefined;
  readonly device: 'cpu' | 'gpu' | undefined;
}

export interface PredictedFile {
  /** Absolute. */
  readonly file: string;
  /** What it is called in the results, with `/`. */
  readonly name: string;
  /** Where its map and its overlay go: a relative path without ending, with `/`. */
  readonly target: string;
}

export type PredictEvent =
  | {
      readonly event: 'start';
      readonly images: number;
      readonly image_threshold: number | null;
    }
  | { readonly event: 'tiles'; readonly image: string; readonly done: number; readonly total: number }
  | ({ readonly event: 'image' } & PredictedImage)
  | ({ readonly event: 'failed' } & FailedImage)
  | { readonly event: 'done'; readonly predictions: Predictions };

export async function predict(request: PredictRequest, around: Surroundings<PredictEvent>): Promise<boolean> {
  const stored = openStoredRun(request.run);
  refuseDataPlace(request.out, stored.model, stored.lock.data.folder);
  const earlier = earlierResults(request.out, around.command);
  const claim = await claimResultFolder(request.out, around.command, earlier);
  try {
    return await predictInto(stored, request, around, () => {
      // First, so that the same command may go on wherever this one is killed.
      announce(request.out, around.command, [...announced(request), ...picturesAmong(earlier)]);
      removeEarlier(request.out, earlier);
    });
  } finally {
    claim.release();
  }
}

function announced({ images, overlays }: PredictRequest): readonly Pictures[] {
  return images.map(({ target }) => picturesFor(target, overlays));
}

function picturesAmong(results: ReadonlySet<string>): readonly Pictures[] {
  return [...results]
    .filter((file) => file.includes('/') && !file.endsWith('/'))
    .map((map) => ({ map, overlay: null }));
}

async function predictInto(
  stored: StoredRun,
  request: PredictRequest,
  around: Surroundings<PredictEvent>,
  clear: () => void,
): Promise<boolean> {
  const { emit, openEngine, stopRequested, anosegVersion, command } = around;
  const { model, lock } = stored;
  const thresholds = thresholdsOf(thresholdsFound(stored.metrics), request);
  const { binding } = openEngine({
    threads: request.threads ?? lock.threads,
    device: request.device,
    lockedDevice: lock.device,
    oneDnn: lockedOneDnn(lock),
    variables: lock.engine.variables,
    fixedFilters: compileInference(model).hasFixedFilters,
  });
  emit({
    event: 'start',
    images: request.images.length,
    image_threshold: thresholds.image,
  });
  const session = openSavedModel(binding, stored.folder.model);
  // What can fail before the first result has not.
  clear();
  const provenance = {
    run: path.resolve(request.bundle ?? request.run),
    anoseg: anosegVersion,
    command,
    pipeline: { digest: stored.digest },
    ...(request.category === undefined ? {} : { category: request.category }),
    tiles: request.tiling === undefined ? null : tilingOf(request.tiling, frameOf(model.data)),
  };
  const cleanUp = cleanerOf(cleanUpOf(model));
  const writer = new ResultWriter(request.out, thresholds, request.overlays, provenance, cleanUp);
  const known = knownCategories(model);
  const category = known && request.category !== undefined ? numberOf(request.category, known) : undefined;
  const seen = { frame: frameOf(model.data), category };
  for await (const { item, outcome } of predictEach(request, seen, session, around)) {
    if (outcome.ok) emit({ event: 'image', ...(await writer.add(item, outcome.map)) });
    else emit({ event: 'failed', ...writer.addFailure(item.name, outcome.error) });
    // A request to stop arrives between two images.
    await setImmediate();
    if (stopRequested()) break;
  }
  emit({ event: 'done', predictions: await writer.finish() });
  session.dispose();
  return !stopRequested();
}

/** An image with what became of it. */
interface Predicted {
  readonly item: PictureFile & PredictedFile;
  readonly outcome:
    | { readonly ok: true; readonly map: ImageMap }
    | { readonly ok: false; readonly error: OutsideError };
}

async function* predictEach(
  { images, tiling }: PredictRequest,
  { frame, category }: Seen,
  session: Session,
  { emit }: Surroundings<PredictEvent>,
): AsyncGenerator<Predicted> {
  const items = images.map((image) => ({ ...image, read: pictureFile('/', image.file).read }));
  if (tiling === undefined) {
    for await (const { item, read } of readAhead(items, (next) => readPicture(next, frame))) {
      const outcome = read.ok
        ? ({ ok: true, map: predictPicture(session, read.value, frame, category) } as const)
        : ({ ok: false, error: unreadable(read.error) } as const);
      yield { item, outcome };
    }
    return;
  }
  const squares = tilingOf(tiling, frame);
  // One after the other: two large images need not be in memory.
  for (const item of items) {
    const progress = (done: number, total: number) => emit({ event: 'tiles', image: item.name, done, total });
    try {
      yield {
        item,
        outcome: { ok: true, map: await predictTiles(session, item, { frame, category }, squares, progress) },
      };
    } catch (error) {
      yield { item, outcome: { ok: false, error: unreadable(error) } };
    }
  }
}

function unreadable(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  throw error;
}
