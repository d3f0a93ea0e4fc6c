// Curves for drawing, thinned, all from one walk over the groups. Metrics are never computed from them.
import type { GroupVisitor, PixelTotals } from '../pixels/pixel-groups.ts';
import type { PrecisionRecallCurve, ProCurve, RocCurve } from '../types.ts';
import { ThinnedCurve } from './thinned-curve.ts';

/** Reads the groups, then tells the curves. */
export class CurveBuilder implements GroupVisitor {
  readonly roc: RocBuilder;
  readonly precisionRecall: PrecisionRecallBuilder;
  readonly pro: ProBuilder;

  constructor(totals: PixelTotals, fprLimit: number) {
    this.roc = new RocBuilder(totals);
    this.precisionRecall = new PrecisionRecallBuilder(totals);
    this.pro = new ProBuilder(totals, fprLimit);
  }

  visit(score: number, normal: number, anomalous: number, _good: number, regionShare: number): void {
    this.roc.visit(score, normal, anomalous);
    this.precisionRecall.visit(score, normal, anomalous);
    this.pro.visit(score, normal, regionShare);
  }
}

/** From (0, 0) to (1, 1); null unless both classes are present. */
class RocBuilder {
  readonly #totals: PixelTotals;
  readonly #points = new ThinnedCurve(0);
  #falsePositives = 0;
  #truePositives = 0;

  constructor(totals: PixelTotals) {
    this.#totals = totals;
  }

  visit(score: number, normal: number, anomalous: number): void {
    this.#falsePositives += normal;
    this.#truePositives += anomalous;
    const { normal: allNormal, anomalous: allAnomalous } = this.#totals;
    this.#points.add(this.#falsePositives / allNormal, this.#truePositives / allAnomalous, score);
  }

  curve(): RocCurve | null {
    if (!hasBothClasses(this.#totals)) return null;
    const { x, y, threshold } = this.#points.columns();
    return { fpr: x, tpr: y, threshold };
  }
}

/** From recall 0, where precision is 1 by convention, to recall 1; null unless both classes are present. */
class PrecisionRecallBuilder {
  readonly #totals: PixelTotals;
  readonly #points = new ThinnedCurve(1);
  #called = 0;
  #found = 0;

  constructor(totals: PixelTotals) {
    this.#totals = totals;
  }

  visit(score: number, normal: number, anomalous: number): void {
    this.#called += normal + anomalous;
    this.#found += anomalous;
    this.#points.add(this.#found / this.#totals.anomalous, this.#found / this.#called, score);
  }

  curve(): PrecisionRecallCurve | null {
    if (!hasBothClasses(this.#totals)) return null;
    const { x, y, threshold } = this.#points.columns();
    return { recall: x, precision: y, threshold };
  }
}

/** From (0, 0) to the limit, where the last point is interpolated; null without a region or a normal pixel. */
class ProBuilder {
  readonly #totals: PixelTotals;
  readonly #limit: number;
  readonly #points: ThinnedCurve;
  #falsePositives = 0;
  #overlap = 0;
  #fpr = 0;
  #pro = 0;

  constructor(totals: PixelTotals, limit: number) {
    this.#totals = totals;
    this.#limit = limit;
    this.#points = new ThinnedCurve(0, limit);
  }

  visit(score: number, normal: number, regionShare: number): void {
    this.#falsePositives += normal;
    this.#overlap += regionShare;
    const fpr = this.#falsePositives / this.#totals.normal;
    const pro = this.#overlap / this.#totals.regions;
    if (fpr <= this.#limit) {
      this.#points.add(fpr, pro, score);
    } else if (this.#fpr < this.#limit) {
      const part = (this.#limit - this.#fpr) / (fpr - this.#fpr);
      this.#points.add(this.#limit, this.#pro + (pro - this.#pro) * part, score);
    }
    this.#fpr = fpr;
    this.#pro = pro;
  }

  curve(): ProCurve | null {
    if (this.#totals.normal === 0 || this.#totals.regions === 0) return null;
    const { x, y, threshold } = this.#points.columns();
    return { fpr: x, pro: y, threshold };
  }
}

function hasBothClasses({ normal, anomalous }: PixelTotals): boolean {
  return normal > 0 && anomalous > 0;
}
