// How images become groups: fed one by one, then walked from the highest score down. Two kinds of tally
// exist, for integer maps (level-tally.ts) and for floating ones (float-tally.ts).

import { GOOD, type ScoredImage } from '../types.ts';
import { addTotals, type GroupVisitor, noPixels, type PixelTotals } from './pixel-groups.ts';
import type { Regions } from './regions.ts';

export interface PixelTally {
  /** Takes what it needs from the image; the caller may reuse its arrays. */
  readonly add: (image: ScoredImage, regions: Regions) => void;
  /** Of the images of these kinds of defect together. */
  readonly totals: (kinds: Iterable<string>) => PixelTotals;
  /**
   * One walk for all: `all` sees the groups of all images, and each visitor of `kinds` those that the
   * images of its kind and the good ones make.
   */
  readonly walk: (all: GroupVisitor, kinds: ReadonlyMap<string, GroupVisitor>) => void;
}

/** What one image adds to the totals of its kind. */
export function totalsOf(image: ScoredImage, regions: Regions): PixelTotals {
  const pixels = image.anomalyMap.length;
  const good = image.defect === GOOD;
  return {
    normal: pixels - regions.pixels,
    anomalous: regions.pixels,
    regions: regions.sizes.length,
    markedImages: regions.pixels > 0 ? 1 : 0,
    goodImages: good ? 1 : 0,
    largestGoodImage: good ? pixels : 0,
  };
}

/** The totals of the named kinds, those that no image had left out. */
export function sumTotals(
  kinds: ReadonlyMap<string, { readonly totals: PixelTotals }>,
  names: Iterable<string>,
): PixelTotals {
  let sum = noPixels;
  for (const name of names) sum = addTotals(sum, kinds.get(name)?.totals ?? noPixels);
  return sum;
}
