// Scores and measures the test images, and writes what that leaves: maps, overlays, scores.csv.

import path from 'node:path';
import type { Model } from '../../dsl/model/model.ts';
import { CategoryMetrics, kindIn } from '../../metrics/categories.ts';
import { MetricsAccumulator } from '../../metrics/metrics.ts';
import type { CategoryFigures, Curves, Metrics, ScoredImage } from '../../metrics/types.ts';
import { csvText } from '../files/csv.ts';
import { writeWhole } from '../files/files.ts';
import { fittingName } from '../files/fitting-name.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { type Frame, readOriginal } from '../images/decode.ts';
import { encodeMap, encodeOverlay, longestOverlay } from '../images/pictures.ts';
import type { Size } from '../images/placement.ts';
import { mapAtSize, maskAtSize } from '../images/resolution.ts';
import { readGroundTruth } from '../masks/ground-truth.ts';
import type { RunFolder } from '../record/run-folder.ts';
import type { Thresholds } from '../record/thresholds.ts';
import { fprLimitsOf } from '../report/report-figures.ts';
import { type CategoryOf, type Prediction, predictAll } from '../session/predictor.ts';
import type { Session } from '../session/session.ts';
import { cleanerOf, cleanUpOf, type MaskCleaner } from './clean-up.ts';

export interface MeasuredTestSet {
  readonly metrics: Metrics & CategoryFigures;
  readonly curves: Curves;
  readonly rows: readonly ScoreRow[];
}

export interface ScoreRow {
  readonly image: string;
  /** Below the folder of overlays. */
  readonly overlay: string;
  readonly defect: string;
  readonly label: 0 | 1;
  readonly score: number;
  /** Undefined without an image threshold. */
  readonly predicted: 0 | 1 | undefined;
}

export interface MeasureOptions {
  readonly session: Session;
  readonly data: DataSet;
  readonly model: Model;
  readonly frame: Frame;
  readonly categoryOf: CategoryOf;
  readonly thresholds: Thresholds;
  readonly folder: RunFolder;
  /** What maps and masks are measured at; undefined: the ground truth's own size. */
  readonly resolution: Size | undefined;
  readonly progress: (done: number) => void;
}

function cellsOf({ image, defect, label, score, predicted }: ScoreRow) {
  return [image, defect, label, score, predicted];
}

/** @throws OutsideError `image-corrupt`, `disk-full` */
export async function measureTestSet(options: MeasureOptions): Promise<MeasuredTestSet> {
  const { session, data, frame, thresholds, folder } = options;
  const cleanUp = cleanerOf(cleanUpOf(options.model));
  const settings = { ...givenThresholds(thresholds), ...fprLimitsOf(options.model), cleanUp };
  const accumulator = new MetricsAccumulator(settings);
  const categories = new CategoryMetrics(settings);
  const rows: ScoreRow[] = [];
  let writing: Promise<unknown> = Promise.resolve();
  for await (const prediction of predictAll(session, data.test, frame, options.categoryOf)) {
    const truth = await readGroundTruth(prediction.item, prediction);
    const image = scoredImage(prediction, truth?.data, options.resolution);
    accumulator.add({ ...image, defect: kindIn(prediction.item.category, prediction.item.defect) });
    if (prediction.item.category !== undefined) categories.add(prediction.item.category, image);
    rows.push(rowOf(prediction, thresholds));
    // The pictures of one image are encoded while the network works on the next.
    await writing;
    writing = writePictures(prediction, truth?.data, thresholds, folder, cleanUp);
    // A failure is told where it is waited for; while the network works, nobody does.
    writing.catch(() => undefined);
    options.progress(rows.length);
  }
  await writing;
  writeWhole(folder.scores, csvText(['image', 'defect', 'label', 'score', 'predicted'], rows.map(cellsOf)));
  return { metrics: { ...accumulator.metrics(), ...categories.figures() }, curves: accumulator.curves(), rows };
}

function scoredImage(
  { item, levels, width, height, score }: Prediction,
  truth: Uint8Array | undefined,
  resolution: Size | undefined,
): ScoredImage {
  const own = { width, height };
  const to = resolution ?? own;
  return {
    name: item.name,
    defect: item.defect,
    ...to,
    anomalyMap: mapAtSize({ ...own, anomalyMap: levels }, to),
    groundTruth: item.hasGroundTruth ? truth && maskAtSize(truth, own, to) : 'missing',
    score,
  };
}

function givenThresholds({ pixel, image }: Thresholds): { threshold?: number; imageThreshold?: number } {
  return { ...(pixel === null ? {} : { threshold: pixel }), ...(image === null ? {} : { imageThreshold: image }) };
}

function rowOf({ item, score }: Prediction, { image }: Thresholds): ScoreRow {
  const label = item.defect === 'good' ? 0 : 1;
  return {
    image: item.name,
    overlay: pictureName(item),
    defect: kindIn(item.category, item.defect),
    label,
    score,
    predicted: image === null ? undefined : score >= image ? 1 : 0,
  };
}

function pictureName({ category = '', defect, stem }: ImageItem): string {
  return path.join(category, defect, fittingName(stem, '.png'));
}

async function writePictures(
  prediction: Prediction,
  truth: Uint8Array | undefined,
  thresholds: Thresholds,
  folder: RunFolder,
  cleanUp: MaskCleaner | undefined,
): Promise<void> {
  const { item } = prediction;
  const name = pictureName(item);
  const image = await readOriginal(item, longestOverlay);
  const [map, overlay] = await Promise.all([
    encodeMap(prediction),
    encodeOverlay({ image, map: prediction, groundTruth: truth, threshold: thresholds.pixel, cleanUp }),
  ]);
  writeWhole(path.join(folder.maps, name), map);
  writeWhole(path.join(folder.overlays, name), overlay);
}
