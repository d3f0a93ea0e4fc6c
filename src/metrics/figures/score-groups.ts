// Image scores as groups, so that image metrics and curves come from the same code as pixel ones: an image
// is one pixel, without region.
import { type GroupVisitor, noPixels, type PixelTotals } from '../pixels/pixel-groups.ts';
import type { ThresholdCounts } from './threshold-counts.ts';

export interface LabelledScore {
  readonly score: number;
  readonly isAnomalous: boolean;
}

export function totalsOfScores(scores: readonly LabelledScore[]): PixelTotals {
  const anomalous = scores.filter(({ isAnomalous }) => isAnomalous).length;
  return { ...noPixels, normal: scores.length - anomalous, anomalous };
}

export function walkScores(scores: readonly LabelledScore[], visitor: GroupVisitor): void {
  const ranked = scores.toSorted((a, b) => b.score - a.score);
  for (let start = 0, end = 0; start < ranked.length; start = end) {
    const score = ranked[start]?.score ?? 0;
    while (end < ranked.length && ranked[end]?.score === score) end++;
    const { normal, anomalous } = totalsOfScores(ranked.slice(start, end));
    visitor.visit(score, normal, anomalous, normal, 0, 0, 0);
  }
}

/** Images called anomalous at `>= threshold`. */
export function countScores(scores: readonly LabelledScore[], threshold: number): ThresholdCounts {
  const count = (isAnomalous: boolean, isCalled: boolean) =>
    scores.filter((image) => image.isAnomalous === isAnomalous && image.score >= threshold === isCalled).length;
  return {
    truePositives: count(true, true),
    falsePositives: count(false, true),
    falseNegatives: count(true, false),
  };
}
