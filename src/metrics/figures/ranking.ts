// The metrics that look at every threshold, in one walk over the groups from the highest score down:
// AUROC, average precision, AUPRO, AUPIMO, best IoU and F1. Exact: no bins, ties count as ties.
import type { GroupVisitor, PixelTotals } from '../pixels/pixel-groups.ts';

export interface RankingSettings {
  readonly fprLimit: number;
  readonly furtherFprLimits: readonly number[];
  readonly pimoBounds: readonly [lower: number, upper: number];
}

/** Each 0 to 1, null where undefined; `bestThreshold` on the scale of the scores. */
export interface Ranking {
  readonly auroc: number | null;
  readonly averagePrecision: number | null;
  readonly aupro: number | null;
  /** In the order of the settings. */
  readonly furtherAupro: readonly { readonly limit: number; readonly aupro: number | null }[];
  readonly aupimo: number | null;
  readonly bestIou: number | null;
  readonly bestF1: number | null;
  readonly bestThreshold: number | null;
}

/** Reads the groups, then tells the metrics. */
export class PixelRanking implements GroupVisitor {
  readonly #totals: PixelTotals;
  readonly #withGood: boolean;
  readonly #roc = new RocArea();
  readonly #precision = new AveragePrecision();
  readonly #best: BestIou;
  readonly #pro: ProArea;
  readonly #furtherPro: readonly ProArea[];
  readonly #pimo: PimoArea;

  /** `withGood`: whether the best IoU and F1 count the pixels of good images too. */
  constructor(totals: PixelTotals, { fprLimit, furtherFprLimits, pimoBounds }: RankingSettings, withGood: boolean) {
    this.#totals = totals;
    this.#withGood = withGood;
    this.#best = new BestIou(totals);
    this.#pro = new ProArea(totals, fprLimit);
    this.#furtherPro = furtherFprLimits.map((limit) => new ProArea(totals, limit));
    this.#pimo = new PimoArea(totals, pimoBounds);
  }

  visit(
    score: number,
    normal: number,
    anomalous: number,
    good: number,
    regionShare: number,
    imageShare: number,
    goodShare: number,
  ): void {
    this.#roc.visit(normal, anomalous);
    this.#precision.visit(normal, anomalous);
    this.#best.visit(score, this.#withGood ? normal : normal - good, anomalous);
    this.#pro.visit(normal, regionShare);
    for (const pro of this.#furtherPro) pro.visit(normal, regionShare);
    this.#pimo.visit(imageShare, goodShare);
  }

  result(): Ranking {
    const { normal, anomalous } = this.#totals;
    const bothClasses = normal > 0 && anomalous > 0;
    const { iou, threshold } = this.#best;
    return {
      auroc: bothClasses ? this.#roc.pairs / (normal * anomalous) : null,
      averagePrecision: bothClasses ? this.#precision.sum / anomalous : null,
      aupro: this.#pro.mean(),
      furtherAupro: this.#furtherPro.map((pro) => ({ limit: pro.limit, aupro: pro.mean() })),
      aupimo: this.#pimo.mean(),
      bestIou: anomalous > 0 ? iou : null,
      bestF1: anomalous > 0 ? f1OfIou(iou) : null,
      bestThreshold: anomalous > 0 ? threshold : null,
    };
  }
}

/** F1 = 2 IoU / (1 + IoU), for the same counts. */
export function f1OfIou(iou: number): number {
  return (2 * iou) / (1 + iou);
}

/** Pairs of an anomalous and a normal pixel in the right order; a tie is half a pair (Mann and Whitney). */
class RocArea {
  pairs = 0;
  #anomalous = 0;

  visit(normal: number, anomalous: number): void {
    this.pairs += normal * (this.#anomalous + anomalous / 2);
    this.#anomalous += anomalous;
  }
}

/** Precision at each group, weighted with its anomalous pixels: the step-wise sum of scikit-learn. */
class AveragePrecision {
  sum = 0;
  #called = 0;
  #found = 0;

  visit(normal: number, anomalous: number): void {
    this.#called += normal + anomalous;
    if (anomalous === 0) return;
    this.#found += anomalous;
    this.sum += (anomalous * this.#found) / this.#called;
  }
}

/** The highest IoU of any threshold, and with it the highest F1. */
export class BestIou {
  iou = -1;
  threshold = 0;
  #falsePositives = 0;
  #truePositives = 0;
  readonly #anomalous: number;

  constructor(totals: PixelTotals) {
    this.#anomalous = totals.anomalous;
  }

  visit(score: number, normal: number, anomalous: number): void {
    this.#falsePositives += normal;
    this.#truePositives += anomalous;
    // Without a new hit the IoU can only fall, so a group that spans several scores is never the best.
    if (anomalous === 0) return;
    const iou = this.#truePositives / (this.#anomalous + this.#falsePositives);
    if (iou <= this.iou) return;
    this.iou = iou;
    this.threshold = score;
  }
}

/**
 * Area under the mean overlap of the regions against the false positive rate, from 0 to the limit
 * (Bergmann et al. 2021, section 5.3; trapezoids between thresholds, as in the official code).
 */
class ProArea {
  readonly limit: number;
  #area = 0;
  #fpr = 0;
  #falsePositives = 0;
  #overlap = 0;
  readonly #normal: number;
  readonly #regions: number;

  constructor(totals: PixelTotals, limit: number) {
    this.limit = limit;
    this.#normal = totals.normal;
    this.#regions = totals.regions;
  }

  visit(normal: number, regionShare: number): void {
    if (this.#fpr >= this.limit) return;
    const before = this.#overlap;
    this.#overlap += regionShare;
    if (normal === 0) return;
    this.#falsePositives += normal;
    const fpr = this.#falsePositives / this.#normal;
    const end = Math.min(fpr, this.limit);
    const part = (end - this.#fpr) / (fpr - this.#fpr);
    const meanOverlap = (before + (regionShare * part) / 2) / this.#regions;
    this.#area += meanOverlap * (end - this.#fpr);
    this.#fpr = fpr;
  }

  /** Of the overlap; null without a region or a normal pixel. */
  mean(): number | null {
    return this.#normal > 0 && this.#regions > 0 ? this.#area / this.limit : null;
  }
}

/**
 * Mean over the anomalous images of the area under recall against log(FPR), between two rates, divided by
 * the width; FPR is the mean over the good images (Bertoldo et al. 2024). The mean recall is integrated,
 * which is the mean of the integrals. Trapezoids in log(FPR) between all thresholds, interpolated at both
 * ends, where the authors' code takes sampled thresholds and the nearest sample.
 */
class PimoArea {
  #area = 0;
  #defined: boolean;
  #good = 0;
  #image = 0;
  readonly #goodImages: number;
  readonly #markedImages: number;
  readonly #lower: number;
  readonly #upper: number;

  constructor(totals: PixelTotals, [lower, upper]: readonly [number, number]) {
    this.#goodImages = totals.goodImages;
    this.#markedImages = totals.markedImages;
    this.#lower = lower;
    this.#upper = upper;
    // If one pixel is a larger step than the lower bound, the data cannot say what happens there.
    this.#defined = totals.markedImages > 0 && totals.goodImages * totals.largestGoodImage * lower >= 1;
  }

  visit(imageShare: number, goodShare: number): void {
    const recallBefore = this.#image / this.#markedImages;
    this.#image += imageShare;
    if (goodShare === 0) return;
    const before = this.#good / this.#goodImages;
    this.#good += goodShare;
    const after = this.#good / this.#goodImages;
    if (after <= this.#lower || before >= this.#upper) return;
    const recall = this.#image / this.#markedImages;
    const start = Math.max(before, this.#lower);
    const end = Math.min(after, this.#upper);
    this.#area += Math.log(end / start) * this.#meanRecall(before, after, recallBefore, recall, start, end);
  }

  /** Between two rates inside a step from `before` to `after`, the recall linear in log(FPR). */
  #meanRecall(before: number, after: number, low: number, high: number, start: number, end: number): number {
    if (low === high) return low;
    // From no false positive at all to beyond the lower bound, with a tie: no line in log(FPR) leads there.
    if (before === 0) {
      this.#defined = false;
      return 0;
    }
    const slope = (high - low) / Math.log(after / before);
    return low + (slope * Math.log((start * end) / (before * before))) / 2;
  }

  mean(): number | null {
    return this.#defined ? this.#area / Math.log(this.#upper / this.#lower) : null;
  }
}
