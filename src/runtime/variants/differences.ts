// What each variant has more than the one that others are held against: paired by seed and place, with the paired t test.
//
// What counts as one, the unit, is the category where there are several: runs of one category have its images in common, so
// its seeds are not independent of each other, and what is asked is whether a difference holds for categories like these.
// Their pairs are averaged before the test. Of one category the unit is the seed, and what is asked is whether it would come
// out so again on this very category.
import { holm, type PairedTest, pairedTest } from '../../statistics/paired-test.ts';
import { meanOf } from '../../statistics/sample.ts';
import { grouped } from '../files/grouped.ts';
import type { Grid, Place, Variant } from './grid.ts';
import { wholeSeeds } from './means.ts';

export type Unit = 'category' | 'seed';

export interface Difference {
  readonly variant: Variant;
  readonly figure: string;
  /** Runs that have a partner. */
  readonly pairs: number;
  /** Undefined where there are none. */
  readonly test: PairedTest | undefined;
  /** With Holm's correction for all tests of the comparison. */
  readonly corrected: number | undefined;
}

export function unitOf(grid: Grid): Unit {
  return grid.categories.length > 1 ? 'category' : 'seed';
}

export function differencesOf(
  grid: Grid,
  baseline: Variant,
  figures: readonly string[],
  unit: Unit,
): readonly Difference[] {
  const found = grid.variants
    .filter((variant) => variant !== baseline)
    .flatMap((variant) =>
      figures.map((figure) => {
        const paired = grid.places.map((place) => ({
          place,
          changes: changesAt(grid, [baseline, variant], place, figure),
        }));
        const pairs = paired.reduce((sum, { changes }) => sum + changes.size, 0);
        const test = pairedTest(unit === 'category' ? byCategory(paired) : bySeed(paired));
        return { variant, figure, pairs, test };
      }),
    );
  const corrected = holm(found.flatMap(({ test }) => test?.p ?? []));
  let next = 0;
  return found.map((one) => ({ ...one, corrected: one.test?.p === undefined ? undefined : corrected[next++] }));
}

interface Paired {
  readonly place: Place;
  /** By seed. */
  readonly changes: ReadonlyMap<number, number>;
}

function changesAt(grid: Grid, [base, variant]: readonly [Variant, Variant], place: Place, figure: string) {
  const [before, after] = [base, variant].map((one) => grid.figuresAt(one, place, figure) ?? new Map<number, number>());
  return new Map(
    [...(after ?? [])].flatMap(([seed, value]) => {
      const other = before?.get(seed);
      return other === undefined ? [] : [[seed, value - other] as const];
    }),
  );
}

function byCategory(paired: readonly Paired[]): readonly number[] {
  const those = paired.filter(({ changes }) => changes.size > 0);
  const categories = grouped(those, ({ place }) => place.category).values();
  return [...categories].map((places) => meanOf(places.map(({ changes }) => meanOf([...changes.values()]))));
}

// A seed that is not in all places would be a mean over others.
function bySeed(paired: readonly Paired[]): readonly number[] {
  const those = paired.filter(({ changes }) => changes.size > 0).map(({ changes }) => changes);
  return wholeSeeds(those).map((seed) => meanOf(those.map((changes) => changes.get(seed) ?? Number.NaN)));
}
