// Which normal images are held out for the thresholds: the same ones for the same seed and names. Of several sources each
// gives its share.
import { type OutsideError, outside, reworded } from '../../diagnostics/outside-error.ts';
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';
import type { ImageItem } from '../images/data-set.ts';
import { groupedByCategory } from './category-groups.ts';

export interface Split {
  readonly train: readonly ImageItem[];
  readonly holdout: readonly ImageItem[];
}

/** `share`: of the images, 0 to 1. @throws OutsideError `holdout-empty` */
export function splitNormal(images: readonly ImageItem[], share: number, seed: number): Split {
  const groups = groupedByCategory(images);
  if (groups.length < 2) return splitOne(images, share, `${seed}/holdout`);
  const unfit = groups.filter(({ items }) => holdoutOf(items, share) === undefined);
  throwAll(
    unfit.map(({ category, items }) => inCategory(outside('holdout-empty', { share, count: items.length }), category)),
  );
  const splits = groups.map(({ category, items }) => splitOne(items, share, `${seed}/holdout/${category}`));
  return { train: splits.flatMap(({ train }) => train), holdout: splits.flatMap(({ holdout }) => holdout) };
}

function splitOne(images: readonly ImageItem[], share: number, stream: string): Split {
  const count = holdoutOf(images, share);
  if (count === undefined) throw outside('holdout-empty', { share, count: images.length });
  const chosen = new Set(shuffled(images.length, namedDraws(stream)).slice(0, count));
  return {
    train: images.filter((_, i) => !chosen.has(i)),
    holdout: images.filter((_, i) => chosen.has(i)),
  };
}

/** How many are held out; undefined where that is none of a share, or leaves fewer than two. */
function holdoutOf(images: readonly ImageItem[], share: number): number | undefined {
  const count = Math.round(images.length * share);
  return (share > 0 && count === 0) || images.length - count < 2 ? undefined : count;
}

/** One error that tells all of them; none where there are none. */
function throwAll(errors: readonly OutsideError[]): void {
  const [first] = errors;
  if (first) throw reworded(first, { message: errors.map(({ message }) => message).join('; ') });
}

function inCategory(error: OutsideError, category: string | undefined): OutsideError {
  return category === undefined ? error : reworded(error, { message: `${category}: ${error.message}` });
}

interface BatchSize {
  readonly train: { readonly normal: number; readonly synthetic: number };
}

/** A batch holds different images. @throws OutsideError `batch-too-large` */
export function checkBatch(size: BatchSize, images: readonly ImageItem[], categories?: readonly string[]): void {
  const shares = tooLargeShares(size, images, categories);
  throwAll(shares.map((share) => inCategory(outside('batch-too-large', share), share.category)));
}

export interface TooLargeShare {
  /** Undefined where there is one source. */
  readonly category: string | undefined;
  /** What it has in a batch. */
  readonly batch: number;
  /** What there is to train on. */
  readonly count: number;
}

/** Those that have fewer images than a batch asks of them. `categories`: all there should be. */
export function tooLargeShares(
  { train: { normal, synthetic } }: BatchSize,
  images: readonly ImageItem[],
  categories: readonly string[] = [],
): readonly TooLargeShare[] {
  const several = categories.length > 1;
  const batch = several ? Math.ceil((normal + synthetic) / categories.length) : normal + synthetic;
  const counts = several
    ? categories.map((category) => ({ category, count: images.filter((item) => item.category === category).length }))
    : [{ category: undefined, count: images.length }];
  return counts.flatMap(({ category, count }) => (batch > count ? [{ category, batch, count }] : []));
}
