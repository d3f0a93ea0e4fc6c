// The metrics of anomaly maps that any method has made, against masks: what `anoseg score` does. Maps of a run have the
// scores and the thresholds that the run gave them, so that the figures are those of its metrics.json.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { CategoryMetrics, kindIn } from '../../metrics/categories.ts';
import { doubtsOf } from '../../metrics/figures/doubts.ts';
import { topMean } from '../../metrics/figures/image-score.ts';
import { MetricsAccumulator } from '../../metrics/metrics.ts';
import { furtherFprLimitsIn, GOOD } from '../../metrics/types.ts';
import type { RunMetrics } from '../contract/events.ts';
import type { Surroundings } from '../contract/service.ts';
import { cleanerOf } from '../evaluation/clean-up.ts';
import { parseCsv } from '../files/csv.ts';
import { readAhead } from '../files/read-ahead.ts';
import type { Size } from '../images/placement.ts';
import { mapAtSize, maskAtSize, resolutionOf, sizeOf } from '../images/resolution.ts';
import { type Mask, readGroundTruth } from '../masks/ground-truth.ts';
import { runFolder } from '../record/run-folder.ts';
import { readMetrics } from '../record/stored-run.ts';
import { storedTexts } from '../stored/forms.ts';
import { readStoredText } from '../stored/stored-json.ts';
import { type FoundMap, findMaps } from './find-maps.ts';
import { openMaskRemarks } from './mask-remarks.ts';
import { type ReadMap, readMap } from './read-map.ts';

export interface ScoreRequest {
  readonly maps: string;
  readonly masks: string;
  readonly missingIsNormal: boolean;
  /** Undefined: of the run that the maps lie in, if they do. */
  readonly threshold: number | undefined;
  readonly imageThreshold: number | undefined;
  /** Where AUPRO ends, the first one and others; the same. */
  readonly fpr: readonly [number, ...number[]] | undefined;
  /** How many of a map's highest pixels an image's score is the mean of; 1 is the maximum. Undefined: the run's scores, else 1. */
  readonly topPixels: number | undefined;
  /** What all maps and masks are brought to; undefined: as the run did, else maps have the size of their masks. */
  readonly resolution: Size | undefined;
}

export type ScoreEvent =
  | { readonly event: 'progress'; readonly done: number; readonly total: number }
  | { readonly event: 'warning'; readonly message: string }
  | { readonly event: 'done'; readonly result: ScoreResult };

/** The keys of metrics.json, without the training. */
export interface ScoreResult extends Omit<RunMetrics, 'train'> {
  /** `maximum`, `mean of the 100 highest pixels`, or the file that the scores are from. */
  readonly image_score_from: string;
}

/** @throws OutsideError where maps or masks are missing, unreadable, or of different sizes */
export async function score(
  request: ScoreRequest,
  { emit, stopRequested }: Pick<Surroundings<ScoreEvent>, 'emit' | 'stopRequested'>,
): Promise<boolean> {
  const run = runOf(request.maps);
  const scores = request.topPixels === undefined ? run?.scores : undefined;
  const pixels = request.topPixels ?? 1;
  const maps = inOrderOf(findMaps(request.maps, request.masks, request.missingIsNormal), run?.scores);
  const settings = settingsOf(request, run?.metrics);
  const resolution = request.resolution ?? sizeOf(run?.metrics.resolution);
  const options = {
    threshold: settings.threshold ?? undefined,
    cleanUp: cleanerOf(settings.clean_up),
    imageThreshold: settings.image_threshold ?? undefined,
    fprLimit: settings.fpr_limit,
    furtherFprLimits: request.fpr ? request.fpr.slice(1) : furtherFprLimitsIn(run?.metrics ?? {}),
  };
  const accumulator = new MetricsAccumulator(options);
  const categories = new CategoryMetrics(options);
  const remarks = openMaskRemarks();
  let done = 0;
  for await (const { item, read } of readAhead(maps, readWithMask)) {
    if (!read.ok) throw read.error;
    const imageScore = scores?.get(keyOf(item.name)) ?? topMean(read.value.map.anomalyMap, pixels);
    const { map, groundTruth } = sameSize(item.name, read.value, resolution);
    const defect = kindOf(item, groundTruth);
    remarks.add(item, defect, read.value.mask);
    const image = { name: item.name, defect, ...map, groundTruth, score: imageScore };
    const category = categoryIn(item.name, run?.metrics);
    accumulator.add({ ...image, defect: kindIn(category, defect) });
    if (category !== undefined) categories.add(category, image);
    emit({ event: 'progress', done: ++done, total: maps.length });
    if (stopRequested()) return false;
  }
  for (const message of remarks.list()) emit({ event: 'warning', message });
  const from = scores && run ? run.file : pixels === 1 ? 'maximum' : `mean of the ${pixels} highest pixels`;
  const metrics = { ...accumulator.metrics(), ...categories.figures() };
  const result: ScoreResult = {
    format_version: '1.0',
    resolution: resolutionOf(resolution),
    ...settings,
    ...metrics,
    ...doubtsOf(metrics, settings),
    image_score_from: from,
  };
  emit({ event: 'done', result });
  return true;
}

interface MapWithMask {
  readonly map: ReadMap;
  readonly mask: Mask | undefined;
}

async function readWithMask(item: FoundMap): Promise<MapWithMask> {
  const [map, mask] = await Promise.all([readMap(item.file, item.name), readGroundTruth(item)]);
  return { map, mask };
}

function sameSize(
  name: string,
  { map, mask }: MapWithMask,
  resolution: Size | undefined,
): { readonly map: ReadMap; readonly groundTruth: Uint8Array | undefined } {
  if (resolution) {
    const anomalyMap = mapAtSize(map, resolution);
    return { map: { ...resolution, anomalyMap }, groundTruth: mask && maskAtSize(mask.data, mask, resolution) };
  }
  if (mask && (mask.width !== map.width || mask.height !== map.height))
    throw outside('mask-size', {
      problem: `the map ${name} is ${map.width} x ${map.height}, its mask ${mask.width} x ${mask.height}`,
      advice: `save maps at the size of their masks, or bring both to one size: \`--resolution ${mask.height}x${mask.width}\``,
    });
  return { map, groundTruth: mask?.data };
}

// Maps that lie in no folder are told apart by their masks.
function kindOf({ kind }: FoundMap, groundTruth: Uint8Array | undefined): string {
  if (kind !== undefined) return kind;
  return groundTruth?.some((value) => value !== 0) ? 'anomaly' : GOOD;
}

type Settings = Pick<
  RunMetrics,
  'threshold' | 'threshold_from' | 'image_threshold' | 'image_threshold_from' | 'fpr_limit' | 'clean_up'
>;

function settingsOf({ threshold, imageThreshold, fpr }: ScoreRequest, run: RunMetrics | undefined): Settings {
  return {
    threshold: threshold ?? run?.threshold ?? null,
    threshold_from: threshold === undefined ? (run?.threshold_from ?? null) : '--threshold',
    image_threshold: imageThreshold ?? run?.image_threshold ?? null,
    image_threshold_from: imageThreshold === undefined ? (run?.image_threshold_from ?? null) : '--image-threshold',
    fpr_limit: fpr?.[0] ?? run?.fpr_limit ?? 0.3,
    ...(run?.clean_up === undefined ? {} : { clean_up: run.clean_up }),
  };
}

/** What the folder of a run (or of its evaluation) says beside its maps. */
interface RunOfMaps {
  readonly metrics: RunMetrics;
  /** Where the scores are from. */
  readonly file: string;
  /** By the map's path without ending, in the order in which the run added them. */
  readonly scores: ReadonlyMap<string, number>;
}

function runOf(maps: string): RunOfMaps | undefined {
  const folder = runFolder(path.dirname(path.resolve(maps)));
  const metrics = readMetrics(folder.metrics);
  if (metrics === undefined || path.resolve(maps) !== path.resolve(folder.maps) || !existsSync(folder.scores))
    return undefined;
  const [, ...rows] = parseCsv(readStoredText(folder.scores, storedTexts.table));
  return { metrics, file: folder.scores, scores: new Map(rows.flatMap(scoreOf(folder.maps, metrics))) };
}

/** What a name begins with, in a run of several sources. */
function categoryIn(name: string, run: RunMetrics | undefined): string | undefined {
  const [first = ''] = name.split('/');
  return Object.hasOwn(run?.categories ?? {}, first) ? first : undefined;
}

// A map is named by its image's stem, or by the whole of its name where two images of a kind have one stem.
function scoreOf(maps: string, run: RunMetrics): (row: readonly string[]) => readonly (readonly [string, number])[] {
  return ([image = '', defect = '', , score]) => {
    const category = categoryIn(image, run);
    const own = category === undefined ? image : image.slice(category.length + 1);
    const folder = category !== undefined && defect === GOOD ? `${category}/${defect}` : defect;
    const names = [path.posix.parse(own).name, own.replaceAll('/', '_').replaceAll('.', '_')];
    const key = names.map((name) => `${folder}/${name}`).findLast((name) => existsSync(path.join(maps, `${name}.png`)));
    return key === undefined ? [] : [[key, Number(score)]];
  };
}

function keyOf(name: string): string {
  return name.replace(/\.[^./]*$/, '');
}

// Sums of fractions depend on the order: in that of the run they are the same to the last bit.
function inOrderOf(maps: readonly FoundMap[], scores: ReadonlyMap<string, number> | undefined): readonly FoundMap[] {
  if (scores === undefined) return maps;
  const ranks = new Map([...scores.keys()].map((key, i) => [key, i]));
  const rank = ({ name }: FoundMap) => ranks.get(keyOf(name)) ?? maps.length;
  return maps.toSorted((a, b) => rank(a) - rank(b));
}
