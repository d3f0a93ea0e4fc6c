// The rows of the table: mean and standard deviation over seeds, of each variant over all places and in each.
import { deviationOf, meanOf } from '../../statistics/sample.ts';
import type { Grid, Place, Variant } from './grid.ts';

export interface MeanFigure {
  readonly mean: number;
  /** Over seeds; null of one seed. Over all places: of each seed's mean over them, of seeds that have been in all. */
  readonly deviation: number | null;
  /** No variant has a better one here. */
  readonly best: boolean;
  /** The same to the digits that are shown: nobody can tell it from the best in print. */
  readonly looksBest: boolean;
}

export interface MeanRow {
  readonly variant: Variant;
  /** Null over all places that every variant has. */
  readonly place: Place | null;
  readonly seeds: readonly number[];
  /** In the order of the figures; null where it is not defined. */
  readonly figures: readonly (MeanFigure | null)[];
}

/** Digits behind the point, in tables. */
export const shownDigits = 3;

/** First those over all places, where there are several; then place by place. */
export function meanRows(grid: Grid, figures: readonly string[]): readonly MeanRow[] {
  const common = grid.commonPlaces;
  const over = common.length > 1 ? [overall(grid, common, figures)] : [];
  return [...over, ...grid.places.map((place) => inPlace(grid, place, figures))].flatMap(withBest);
}

interface PlainRow extends Omit<MeanRow, 'figures'> {
  readonly figures: readonly (Omit<MeanFigure, 'best' | 'looksBest'> | null)[];
}

function inPlace(grid: Grid, place: Place, figures: readonly string[]): readonly PlainRow[] {
  return grid.variants
    .filter((variant) => grid.at(variant, place).length > 0)
    .map((variant) => ({
      variant,
      place,
      seeds: grid.at(variant, place).map(({ seed }) => seed),
      figures: figures.map((figure) => {
        const values = grid.figuresAt(variant, place, figure);
        return values === undefined ? null : spread([...values.values()]);
      }),
    }));
}

function overall(grid: Grid, places: readonly Place[], figures: readonly string[]): readonly PlainRow[] {
  return grid.variants.map((variant) => {
    const seeds = wholeSeeds(places.map((place) => new Set(grid.at(variant, place).map(({ seed }) => seed))));
    return { variant, place: null, seeds, figures: figures.map((figure) => overPlaces(grid, variant, places, figure)) };
  });
}

function overPlaces(grid: Grid, variant: Variant, places: readonly Place[], figure: string) {
  const found = places.flatMap((place) => grid.figuresAt(variant, place, figure) ?? []);
  if (found.length < places.length) return null;
  const bySeed = wholeSeeds(found).map((seed) => meanOf(found.map((values) => values.get(seed) ?? Number.NaN)));
  return { mean: meanOf(found.map((values) => meanOf([...values.values()]))), deviation: deviationOf(bySeed) ?? null };
}

/** Those that have been everywhere. */
export function wholeSeeds(
  places: readonly { has(seed: number): boolean; keys(): Iterable<number> }[],
): readonly number[] {
  const [first, ...others] = places;
  return [...(first?.keys() ?? [])].filter((seed) => others.every((place) => place.has(seed)));
}

function spread(values: readonly number[]) {
  return { mean: meanOf(values), deviation: deviationOf(values) ?? null };
}

function withBest(rows: readonly PlainRow[]): readonly MeanRow[] {
  const shown = (value: number) => Number(value.toFixed(shownDigits));
  const highest = (column: number) => Math.max(...rows.map(({ figures }) => figures[column]?.mean ?? -1));
  return rows.map((row) => ({
    ...row,
    figures: row.figures.map((figure, i) => {
      if (figure === null || rows.length === 1) return figure && { ...figure, best: false, looksBest: false };
      const { mean } = figure;
      return { ...figure, best: mean === highest(i), looksBest: shown(mean) === shown(highest(i)) };
    }),
  }));
}
