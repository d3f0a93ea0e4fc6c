// The metrics of a test set from its anomaly maps, fed image by image, so that maps need not live together.
// It keeps the images of each kind of defect apart, and one walk over all thresholds measures each kind and
// all of them. Reading files and writing metrics.json are others' work.
import { bug, outside } from '../diagnostics/outside-error.ts';
import { checkImage, checkLabel, nameOf } from './figures/check-image.ts';
import { CurveBuilder } from './figures/curves.ts';
import { f1OfIou, PixelRanking, type Ranking, type RankingSettings } from './figures/ranking.ts';
import { countScores, type LabelledScore, totalsOfScores, walkScores } from './figures/score-groups.ts';
import {
  addCounts,
  countAtThreshold,
  iouOf,
  maskAtThreshold,
  noCounts,
  type ThresholdCounts,
} from './figures/threshold-counts.ts';
import { FloatTally } from './pixels/float-tally.ts';
import { LevelTally } from './pixels/level-tally.ts';
import { isIntegerMap } from './pixels/levels.ts';
import { noPixels, type PixelTotals } from './pixels/pixel-groups.ts';
import type { PixelTally } from './pixels/pixel-tally.ts';
import { findRegions, noRegions, type Regions } from './pixels/regions.ts';
import {
  type Curves,
  furtherAuproKey,
  GOOD,
  type MetricSet,
  type Metrics,
  type MetricsOptions,
  type ScoredImage,
} from './types.ts';

/** Metrics of all images at once; MetricsAccumulator tells what it throws. */
export function computeMetrics(images: Iterable<ScoredImage>, options: MetricsOptions = {}): Metrics {
  return accumulate(images, options).metrics();
}

export function computeCurves(images: Iterable<ScoredImage>, options: MetricsOptions = {}): Curves {
  return accumulate(images, options).curves();
}

function accumulate(images: Iterable<ScoredImage>, options: MetricsOptions): MetricsAccumulator {
  const accumulator = new MetricsAccumulator(options);
  for (const image of images) accumulator.add(image);
  return accumulator;
}

/** What is kept of the images of one kind, beside their pixels. */
interface Kind {
  readonly scores: LabelledScore[];
  counts: ThresholdCounts;
  /** Some of its images have no ground truth. */
  isUnmarked: boolean;
}

export class MetricsAccumulator {
  readonly #kinds = new Map<string, Kind>();
  readonly #threshold: number | undefined;
  readonly #imageThreshold: number | undefined;
  readonly #cleanUp: MetricsOptions['cleanUp'];
  readonly #settings: RankingSettings;
  #tally: PixelTally | undefined;

  constructor(options: MetricsOptions = {}) {
    const { threshold, imageThreshold, fprLimit = 0.3, furtherFprLimits = [], pimoBounds = [1e-5, 1e-4] } = options;
    for (const limit of [fprLimit, ...furtherFprLimits]) {
      if (!(limit > 0 && limit <= 1)) bug(`a false positive rate of ${limit} as limit of AUPRO`);
    }
    const [lower, upper] = pimoBounds;
    if (!(lower > 0 && lower < upper && upper <= 1)) bug(`AUPIMO between ${lower} and ${upper}`);
    this.#threshold = threshold;
    this.#imageThreshold = imageThreshold;
    this.#cleanUp = options.cleanUp;
    this.#settings = { fprLimit, furtherFprLimits, pimoBounds };
  }

  /**
   * The caller may reuse the image's arrays. Throws OutsideError with code map-size, mask-size,
   * score-not-finite, good-with-defect or mixed-maps.
   */
  add(image: ScoredImage): void {
    checkImage(image);
    const { groundTruth, width, height, defect, score } = image;
    const kind = this.#kinds.get(defect) ?? { scores: [], counts: noCounts, isUnmarked: false };
    const isMissing = groundTruth === 'missing';
    const regions = groundTruth === undefined || isMissing ? noRegions : findRegions(groundTruth, width, height);
    checkLabel(image, regions.pixels);
    if (!isMissing) this.#tallyFor(image).add(image, regions);
    this.#kinds.set(defect, kind);
    kind.scores.push({ score, isAnomalous: defect !== GOOD });
    kind.isUnmarked ||= isMissing;
    if (this.#threshold === undefined) return;
    kind.counts = addCounts(kind.counts, this.#countsOf(image, regions, this.#threshold));
  }

  #countsOf({ anomalyMap, width, height }: ScoredImage, regions: Regions, threshold: number): ThresholdCounts {
    const cleaned = this.#cleanUp?.(maskAtThreshold(anomalyMap, threshold), width, height);
    return cleaned ? countAtThreshold(cleaned, regions, 1 / 255) : countAtThreshold(anomalyMap, regions, threshold);
  }

  metrics(): Metrics {
    const names = [...this.#kinds.keys()].toSorted();
    const all = new PixelRanking(this.#totals(names), this.#settings, true);
    const defects = new Map(names.filter((name) => name !== GOOD).map((name) => [name, this.#rankingOf(name)]));
    this.#tally?.walk(all, defects);
    const described = [...defects].map(([name, pixels]) => [name, this.#describe(pixels.result(), [name])] as const);
    return { ...this.#describe(all.result(), names), defects: Object.fromEntries(described) };
  }

  /** Over all images. */
  curves(): Curves {
    const names = [...this.#kinds.keys()];
    const scores = this.#scores(names);
    const pixels = new CurveBuilder(this.#totals(names), this.#settings.fprLimit);
    const images = new CurveBuilder(totalsOfScores(scores), this.#settings.fprLimit);
    this.#tally?.walk(pixels, new Map());
    walkScores(scores, images);
    const isMarked = ![...this.#kinds.values()].some(({ isUnmarked }) => isUnmarked);
    return {
      pixel_roc: isMarked ? pixels.roc.curve() : null,
      pixel_precision_recall: isMarked ? pixels.precisionRecall.curve() : null,
      pro: isMarked ? pixels.pro.curve() : null,
      image_roc: images.roc.curve(),
      image_precision_recall: images.precisionRecall.curve(),
    };
  }

  #rankingOf(kind: string): PixelRanking {
    return new PixelRanking(this.#totals([kind, GOOD]), this.#settings, false);
  }

  /** `own` kinds make all that is no ranking; `pixels` and the image ranking have the good images beside. */
  #describe(pixels: Ranking, own: readonly string[]): MetricSet {
    const images = this.#rankImages(this.#scores(new Set([...own, GOOD])));
    const isMarked = !own.some((name) => this.#kinds.get(name)?.isUnmarked);
    const iou = isMarked ? this.#iou(own) : null;
    const imageIou = this.#imageIou(own);
    return {
      images: this.#scores(own).length,
      image_auroc: images.auroc,
      image_ap: images.averagePrecision,
      image_f1: imageIou === null ? null : f1OfIou(imageIou),
      pixel_auroc: isMarked ? pixels.auroc : null,
      pixel_ap: isMarked ? pixels.averagePrecision : null,
      aupro: isMarked ? pixels.aupro : null,
      ...Object.fromEntries(
        pixels.furtherAupro.map(({ limit, aupro }) => [furtherAuproKey(limit), isMarked ? aupro : null]),
      ),
      aupimo: isMarked ? pixels.aupimo : null,
      iou,
      f1: iou === null ? null : f1OfIou(iou),
      best_iou: isMarked ? pixels.bestIou : null,
      best_f1: isMarked ? pixels.bestF1 : null,
      best_threshold: isMarked ? pixels.bestThreshold : null,
    };
  }

  #rankImages(scores: readonly LabelledScore[]): Ranking {
    const ranking = new PixelRanking(totalsOfScores(scores), this.#settings, true);
    walkScores(scores, ranking);
    return ranking.result();
  }

  #totals(names: Iterable<string>): PixelTotals {
    return this.#tally?.totals(names) ?? noPixels;
  }

  #scores(names: Iterable<string>): readonly LabelledScore[] {
    return [...names].flatMap((name) => this.#kinds.get(name)?.scores ?? []);
  }

  #iou(names: readonly string[]): number | null {
    if (this.#threshold === undefined) return null;
    return iouOf(names.map((name) => this.#kinds.get(name)?.counts ?? noCounts).reduce(addCounts, noCounts));
  }

  #imageIou(names: readonly string[]): number | null {
    const threshold = this.#imageThreshold;
    return threshold === undefined ? null : iouOf(countScores(this.#scores(names), threshold));
  }

  /** The tally for the first image's kind of map, and for no other. */
  #tallyFor(image: ScoredImage): PixelTally {
    const isInteger = isIntegerMap(image.anomalyMap);
    this.#tally ??= isInteger ? new LevelTally() : new FloatTally();
    if (isInteger === this.#tally instanceof LevelTally) return this.#tally;
    throw outside('mixed-maps', { image: nameOf(image), form: isInteger ? 'integer' : 'floating' });
  }
}
