// What every metric is computed from: pixels in groups of equal score, from the highest score down, and
// the totals that turn their counts into rates. Tallies (pixel-tally.ts) make the groups, ranking.ts and
// curves.ts read them.

/** Is shown one group after another, from the highest score down; together they hold every pixel once. */
export interface GroupVisitor {
  /**
   * `score` is the group's lowest score: the threshold that just includes it. A group may span several
   * scores if it holds no anomalous pixel, which changes no metric.
   * `good`: its pixels in good images, which are among the normal ones.
   * `regionShare`: summed over its anomalous pixels, 1 / the pixels of the pixel's region.
   * `imageShare`: summed over its anomalous pixels, 1 / the anomalous pixels of the pixel's image.
   * `goodShare`: summed over its pixels in good images, 1 / the pixels of the pixel's image.
   */
  visit(
    score: number,
    normal: number,
    anomalous: number,
    good: number,
    regionShare: number,
    imageShare: number,
    goodShare: number,
  ): void;
}

export interface PixelTotals {
  readonly normal: number;
  readonly anomalous: number;
  readonly regions: number;
  /** Images with at least one anomalous pixel. */
  readonly markedImages: number;
  readonly goodImages: number;
  /** Pixels of the largest good image: one of them is the smallest step of the mean false positive rate. */
  readonly largestGoodImage: number;
}

export const noPixels: PixelTotals = {
  normal: 0,
  anomalous: 0,
  regions: 0,
  markedImages: 0,
  goodImages: 0,
  largestGoodImage: 0,
};

export function addTotals(a: PixelTotals, b: PixelTotals): PixelTotals {
  return {
    normal: a.normal + b.normal,
    anomalous: a.anomalous + b.anomalous,
    regions: a.regions + b.regions,
    markedImages: a.markedImages + b.markedImages,
    goodImages: a.goodImages + b.goodImages,
    largestGoodImage: Math.max(a.largestGoodImage, b.largestGoodImage),
  };
}
