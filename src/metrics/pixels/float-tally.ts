// Keeps the pixels of floating-point maps for each kind of defect: anomalous ones with their region, normal
// ones without company. float-merge.ts makes groups of them.
import { bug } from '../../diagnostics/outside-error.ts';
import { GOOD, type ScoredImage } from '../types.ts';
import { type KindColumns, mergePixels } from './float-merge.ts';
import { BLOCK_PIXELS, PixelColumn } from './pixel-column.ts';
import { addTotals, type GroupVisitor, noPixels, type PixelTotals } from './pixel-groups.ts';
import { type PixelTally, sumTotals, totalsOf } from './pixel-tally.ts';
import { type FloatArray, FloatSorter } from './radix-sort.ts';
import type { Regions } from './regions.ts';

export class FloatTally implements PixelTally {
  readonly #kinds = new Map<string, KindPixels>();
  readonly #newColumn: () => PixelColumn;

  /** `blockPixels`: how many are sorted at once. */
  constructor(blockPixels = BLOCK_PIXELS) {
    const sorter = new FloatSorter();
    this.#newColumn = () => new PixelColumn(sorter, blockPixels);
  }

  add(image: ScoredImage, regions: Regions): void {
    const kind = this.#kinds.get(image.defect) ?? new KindPixels(image.defect === GOOD, this.#newColumn);
    this.#kinds.set(image.defect, kind);
    kind.add(image, regions);
  }

  totals(kinds: Iterable<string>): PixelTotals {
    return sumTotals(this.#kinds, kinds);
  }

  walk(all: GroupVisitor, kinds: ReadonlyMap<string, GroupVisitor>): void {
    mergePixels(this.#kinds, all, kinds);
  }
}

class KindPixels implements KindColumns {
  totals: PixelTotals = noPixels;
  readonly isGood: boolean;
  readonly normal: PixelColumn;
  readonly goodShares: number[] = [];
  readonly anomalous: PixelColumn;
  readonly regionShares: number[] = [];
  readonly imageShares: number[] = [];
  readonly #sizeClasses = new Map<number, number>();

  constructor(isGood: boolean, newColumn: () => PixelColumn) {
    this.isGood = isGood;
    this.anomalous = newColumn();
    this.normal = newColumn();
  }

  add(image: ScoredImage, regions: Regions): void {
    const map = floatsOf(image);
    const firstRegion = this.#addRegions(regions);
    const sizeClass = this.#sizeClass(image);
    let pixel = 0;
    for (let run = 0; run < regions.starts.length; run++) {
      const start = regions.starts[run] ?? 0;
      const end = regions.ends[run] ?? 0;
      this.normal.append(map.subarray(pixel, start), sizeClass);
      this.anomalous.append(map.subarray(start, end), firstRegion + (regions.regions[run] ?? 0));
      pixel = end;
    }
    this.normal.append(map.subarray(pixel), sizeClass);
    this.totals = addTotals(this.totals, totalsOf(image, regions));
  }

  #addRegions({ sizes, pixels }: Regions): number {
    const first = this.regionShares.length;
    for (const size of sizes) {
      this.regionShares.push(1 / size);
      this.imageShares.push(1 / pixels);
    }
    return first;
  }

  #sizeClass({ anomalyMap: { length } }: ScoredImage): number {
    if (!this.isGood) return 0;
    const known = this.#sizeClasses.get(length);
    if (known !== undefined) return known;
    const added = this.goodShares.push(1 / length) - 1;
    this.#sizeClasses.set(length, added);
    return added;
  }
}

function floatsOf({ anomalyMap }: ScoredImage): FloatArray {
  if (anomalyMap instanceof Float32Array || anomalyMap instanceof Float64Array) return anomalyMap;
  return bug('an integer map in a tally of floating ones');
}
