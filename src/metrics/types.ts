// The words of the metrics: what is measured, with which settings, what comes out. Keys of the results
// are those of metrics.json and curves.json.

/** The kind of images without a defect. */
export const GOOD = 'good';

/** Integers are levels: 65535 (16 bits) or 255 (8 bits) stands for 1.0, and 8-bit levels equal 16-bit ones. */
export type AnomalyMap = Uint16Array | Uint8Array | Float32Array | Float64Array;

/** One test image with its anomaly map at the resolution of its ground truth. */
export interface ScoredImage {
  /** For messages only. */
  readonly name?: string | undefined;
  /** The kind of defect; `GOOD` is normal. */
  readonly defect: string;
  readonly width: number;
  readonly height: number;
  /** Row by row, width * height values; higher is more anomalous. All integers or all floating in one set. */
  readonly anomalyMap: AnomalyMap;
  /**
   * Nonzero is a defect; undefined means that no pixel is. `missing`: a defect that nobody has marked, which leaves the
   * pixel metrics of its kind, and of all images, undefined.
   */
  readonly groundTruth: Uint8Array | 'missing' | undefined;
  /** The image's own score; higher is more anomalous. */
  readonly score: number;
}

export interface MetricsOptions {
  /**
   * A pixel counts as anomalous at `>= threshold`; on the maps' scale, 0 to 1 for integer maps. For a
   * float32 map the threshold is first rounded to float32, so that a map's own value always matches itself.
   * Without one, `iou` and `f1` are null.
   */
  readonly threshold?: number | undefined;
  /** The same for `ScoredImage.score` and `image_f1`. */
  readonly imageThreshold?: number | undefined;
  /** What is done to the mask at the threshold, 0 and 1, before it is measured: for `iou` and `f1` alone. */
  readonly cleanUp?: ((mask: Uint8Array, width: number, height: number) => Uint8Array) | undefined;
  /** AUPRO integrates to this false positive rate, 0 < limit <= 1. Default 0.3. */
  readonly fprLimit?: number | undefined;
  /** More such limits; each gives a figure `aupro_LIMIT`, such as `aupro_0.05`. */
  readonly furtherFprLimits?: readonly number[] | undefined;
  /** AUPIMO integrates between these false positive rates, 0 < lower < upper <= 1. Default 1e-5 to 1e-4. */
  readonly pimoBounds?: readonly [lower: number, upper: number] | undefined;
}

/** All values are 0 to 1; null is undefined: a class, a region or a threshold is missing. */
export interface MetricSet {
  readonly images: number;
  readonly image_auroc: number | null;
  readonly image_ap: number | null;
  readonly image_f1: number | null;
  readonly pixel_auroc: number | null;
  readonly pixel_ap: number | null;
  /** Up to `MetricsOptions.fprLimit`. */
  readonly aupro: number | null;
  /** Up to the limit that the key tells. */
  readonly [furtherAupro: `aupro_${number}`]: number | null;
  readonly aupimo: number | null;
  readonly iou: number | null;
  readonly f1: number | null;
  /** Over all thresholds: it looks at test labels, and says nothing about a threshold chosen without them. */
  readonly best_iou: number | null;
  readonly best_f1: number | null;
  /** Where `best_iou` and `best_f1` lie: F1 grows with IoU, so they share it. The highest, if several do. */
  readonly best_threshold: number | null;
}

/** The key of AUPRO up to a limit of `MetricsOptions.furtherFprLimits`. */
export function furtherAuproKey(limit: number): `aupro_${number}` {
  return `aupro_${limit}`;
}

/** The limits that metrics hold such keys for. */
export function furtherFprLimitsIn(metrics: object): readonly number[] {
  return Object.keys(metrics).flatMap((key) => (key.startsWith('aupro_') ? [Number(key.slice(6))] : []));
}

/**
 * Over all images, and for each kind of defect: ranking metrics of that kind's images together with all
 * good ones; `iou`, `f1`, `image_f1` and the best ones on that kind's images alone.
 */
export interface Metrics extends MetricSet {
  readonly defects: Readonly<Record<string, MetricSet>>;
}

/** The mean over categories of each figure; null where it is undefined for one of them. */
export type MeanFigures = Omit<MetricSet, 'images' | 'best_threshold'>;

/** Where the images are of several sources. */
export interface CategoryFigures {
  /** Each from its own images alone. */
  readonly categories?: Readonly<Record<string, Metrics>>;
  readonly mean?: MeanFigures;
}

/** Columns of equal length; `threshold` is null at the start, where nothing is called anomalous yet. */
export interface RocCurve {
  readonly fpr: readonly number[];
  readonly tpr: readonly number[];
  readonly threshold: readonly (number | null)[];
}

export interface PrecisionRecallCurve {
  readonly recall: readonly number[];
  readonly precision: readonly number[];
  readonly threshold: readonly (number | null)[];
}

/** From false positive rate 0 to the limit of AUPRO, the last point interpolated. */
export interface ProCurve {
  readonly fpr: readonly number[];
  readonly pro: readonly number[];
  readonly threshold: readonly (number | null)[];
}

/** Curves over all images, each of at most 1,001 points for drawing; null where undefined. */
export interface Curves {
  readonly pixel_roc: RocCurve | null;
  readonly pixel_precision_recall: PrecisionRecallCurve | null;
  readonly pro: ProCurve | null;
  readonly image_roc: RocCurve | null;
  readonly image_precision_recall: PrecisionRecallCurve | null;
}
