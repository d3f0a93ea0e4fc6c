// Groups of integer maps: histograms of the 65,536 levels for each kind of defect, so that memory does not
// grow with the images. Exact, because a level is the whole of an integer map's resolution.

import { GOOD, type ScoredImage } from '../types.ts';
import { LEVELS, levelScale, MAX_LEVEL } from './levels.ts';
import { addTotals, type GroupVisitor, noPixels, type PixelTotals } from './pixel-groups.ts';
import { type PixelTally, sumTotals, totalsOf } from './pixel-tally.ts';
import type { Regions } from './regions.ts';

export class LevelTally implements PixelTally {
  readonly #kinds = new Map<string, KindLevels>();

  add(image: ScoredImage, regions: Regions): void {
    const kind = this.#kinds.get(image.defect) ?? new KindLevels(image.defect === GOOD);
    this.#kinds.set(image.defect, kind);
    kind.add(image, regions);
  }

  totals(kinds: Iterable<string>): PixelTotals {
    return sumTotals(this.#kinds, kinds);
  }

  walk(all: GroupVisitor, kinds: ReadonlyMap<string, GroupVisitor>): void {
    const good = this.#kinds.get(GOOD);
    const views = [{ visitor: all, members: [...this.#kinds.values()] }];
    for (const [name, visitor] of kinds) {
      const members = [this.#kinds.get(name), good].filter((kind) => kind !== undefined);
      views.push({ visitor, members });
    }
    for (let level = MAX_LEVEL; level >= 0; level--) {
      for (const { visitor, members } of views) visitLevel(level, members, visitor);
    }
  }
}

/** What GroupVisitor is shown, one value a level. */
class KindLevels {
  readonly normal = new Float64Array(LEVELS);
  readonly anomalous = new Float64Array(LEVELS);
  readonly regionShare = new Float64Array(LEVELS);
  readonly imageShare = new Float64Array(LEVELS);
  readonly goodShare = new Float64Array(LEVELS);
  readonly isGood: boolean;
  totals: PixelTotals = noPixels;

  constructor(isGood: boolean) {
    this.isGood = isGood;
  }

  add(image: ScoredImage, regions: Regions): void {
    const { anomalyMap } = image;
    const scale = levelScale(anomalyMap);
    addAtLevels(this.normal, anomalyMap, scale, 1);
    if (this.isGood) addAtLevels(this.goodShare, anomalyMap, scale, 1 / anomalyMap.length);
    for (let run = 0; run < regions.starts.length; run++) {
      const share = 1 / (regions.sizes[regions.regions[run] ?? 0] ?? 1);
      const pixels = anomalyMap.subarray(regions.starts[run], regions.ends[run]);
      addAtLevels(this.normal, pixels, scale, -1);
      addAtLevels(this.anomalous, pixels, scale, 1);
      addAtLevels(this.regionShare, pixels, scale, share);
      addAtLevels(this.imageShare, pixels, scale, 1 / regions.pixels);
    }
    this.totals = addTotals(this.totals, totalsOf(image, regions));
  }
}

function addAtLevels(sums: Float64Array, pixels: ArrayLike<number>, scale: number, amount: number): void {
  for (let i = 0; i < pixels.length; i++) {
    const level = (pixels[i] ?? 0) * scale;
    sums[level] = (sums[level] ?? 0) + amount;
  }
}

function visitLevel(level: number, kinds: readonly KindLevels[], visitor: GroupVisitor): void {
  let [normal, anomalous, good, regionShare, imageShare, goodShare] = [0, 0, 0, 0, 0, 0];
  for (const kind of kinds) {
    normal += kind.normal[level] ?? 0;
    anomalous += kind.anomalous[level] ?? 0;
    if (kind.isGood) good += kind.normal[level] ?? 0;
    regionShare += kind.regionShare[level] ?? 0;
    imageShare += kind.imageShare[level] ?? 0;
    goodShare += kind.goodShare[level] ?? 0;
  }
  if (normal + anomalous === 0) return;
  visitor.visit(level / MAX_LEVEL, normal, anomalous, good, regionShare, imageShare, goodShare);
}
