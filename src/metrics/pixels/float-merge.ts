// Walks the floating-point scores of all kinds of defect at once. Only the scores of anomalous pixels
// separate groups: what lies between two of them is normal throughout, and no metric asks in which order.
// So the walk steps from one anomalous score to the next, and skips over the normal ones between.

import { GOOD } from '../types.ts';
import { DescendingCursor } from './descending-cursor.ts';
import type { PixelColumn } from './pixel-column.ts';
import type { GroupVisitor } from './pixel-groups.ts';

/** The pixels of one kind of defect, or of the good images. The shares are GroupVisitor's, by class. */
export interface KindColumns {
  readonly isGood: boolean;
  /** Classes are sizes of good images, which decide what their pixels weigh; 0 for other images. */
  readonly normal: PixelColumn;
  readonly goodShares: readonly number[];
  /** Classes are regions, numbered through the kind. */
  readonly anomalous: PixelColumn;
  readonly regionShares: readonly number[];
  readonly imageShares: readonly number[];
}

/** Shows `all` the groups of all kinds, and each visitor those of its kind and the good images. */
export function mergePixels(
  columns: ReadonlyMap<string, KindColumns>,
  all: GroupVisitor,
  visitors: ReadonlyMap<string, GroupVisitor>,
): void {
  const kinds = new Map([...columns].map(([name, kind]) => [name, new KindWalk(kind)]));
  const good = kinds.get(GOOD);
  const views = [new View([...kinds.values()], all)];
  for (const [name, visitor] of visitors) {
    views.push(
      new View(
        [kinds.get(name), good].filter((kind) => kind !== undefined),
        visitor,
      ),
    );
  }
  walk([...kinds.values()], views);
}

function walk(kinds: readonly KindWalk[], views: readonly View[]): void {
  for (;;) {
    let score = -Infinity;
    for (const kind of kinds) score = Math.max(score, kind.head);
    for (const kind of kinds) kind.takeNormalAbove(score);
    for (const view of views) view.visitNormal(score);
    if (score === -Infinity) return;
    for (const kind of kinds) kind.takeAt(score);
    for (const view of views) view.visitTie(score);
  }
}

/** One kind: what of its pixels was taken so far, and which anomalous ones at the last score. */
class KindWalk {
  /** The next anomalous score; -Infinity at the end. */
  head = -Infinity;
  normal = 0;
  goodShare = 0;
  lowestNormal = Infinity;
  anomalousAt = 0;
  regionShareAt = 0;
  imageShareAt = 0;
  readonly #columns: KindColumns;
  readonly #normal: readonly DescendingCursor[];
  readonly #anomalous: readonly DescendingCursor[];

  constructor(columns: KindColumns) {
    this.#columns = columns;
    this.#normal = columns.normal.blocks().map((block) => new DescendingCursor(block));
    this.#anomalous = columns.anomalous.blocks().map((block) => new DescendingCursor(block));
    for (const cursor of this.#anomalous) this.head = Math.max(this.head, cursor.head);
  }

  get good(): number {
    return this.#columns.isGood ? this.normal : 0;
  }

  takeNormalAbove(score: number): void {
    for (const cursor of this.#normal) {
      if (cursor.head <= score) continue;
      cursor.takeAbove(score);
      this.#countNormal(cursor);
    }
  }

  takeAt(score: number): void {
    for (const cursor of this.#normal) {
      if (cursor.head < score) continue;
      cursor.takeFrom(score);
      this.#countNormal(cursor);
    }
    this.anomalousAt = 0;
    if (this.head === score) this.#takeAnomalousAt(score);
  }

  #countNormal(cursor: DescendingCursor): void {
    this.normal += cursor.taken;
    this.lowestNormal = Math.min(this.lowestNormal, cursor.lowest);
    if (this.#columns.isGood) this.goodShare += cursor.sum(this.#columns.goodShares);
  }

  #takeAnomalousAt(score: number): void {
    this.head = -Infinity;
    this.regionShareAt = 0;
    this.imageShareAt = 0;
    for (const cursor of this.#anomalous) {
      if (cursor.head === score) {
        cursor.takeFrom(score);
        this.anomalousAt += cursor.taken;
        this.regionShareAt += cursor.sum(this.#columns.regionShares);
        this.imageShareAt += cursor.sum(this.#columns.imageShares);
      }
      this.head = Math.max(this.head, cursor.head);
    }
  }
}

/** Some kinds together, shown to a visitor: only where one of them has an anomalous pixel, and at the end. */
class View {
  readonly #kinds: readonly KindWalk[];
  readonly #visitor: GroupVisitor;
  #normal = 0;
  #good = 0;
  #goodShare = 0;

  constructor(kinds: readonly KindWalk[], visitor: GroupVisitor) {
    this.#kinds = kinds;
    this.#visitor = visitor;
  }

  /** The normal pixels since the last visit, if an anomalous one of these kinds comes next. */
  visitNormal(next: number): void {
    let isNext = false;
    for (const kind of this.#kinds) isNext ||= kind.head === next;
    if (isNext) this.#visit(Infinity, 0, 0, 0);
  }

  visitTie(score: number): void {
    let [anomalous, regionShare, imageShare] = [0, 0, 0];
    for (const kind of this.#kinds) {
      if (kind.anomalousAt === 0) continue;
      anomalous += kind.anomalousAt;
      regionShare += kind.regionShareAt;
      imageShare += kind.imageShareAt;
    }
    if (anomalous > 0) this.#visit(score, anomalous, regionShare, imageShare);
  }

  #visit(score: number, anomalous: number, regionShare: number, imageShare: number): void {
    let [normal, good, goodShare, lowest] = [0, 0, 0, score];
    for (const kind of this.#kinds) {
      normal += kind.normal;
      good += kind.good;
      goodShare += kind.goodShare;
      lowest = Math.min(lowest, kind.lowestNormal);
    }
    const added = normal - this.#normal;
    if (added + anomalous > 0) {
      const addedGood = good - this.#good;
      const addedShare = goodShare - this.#goodShare;
      this.#visitor.visit(lowest, added, anomalous, addedGood, regionShare, imageShare, addedShare);
    }
    this.#normal = normal;
    this.#good = good;
    this.#goodShare = goodShare;
  }
}
