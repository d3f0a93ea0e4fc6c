// How many runs are behind a row of the table, and how many were asked for: a mean of three categories looks like one of fifteen.
import type { Grid, Place, Variant } from './grid.ts';
import { type Cell, keyOfValues } from './observations.ts';

export interface Counts {
  readonly runs: number;
  /** The same, and those that are not finished. */
  readonly asked: number;
}

interface Compared {
  readonly grid: Grid;
  /** Of runs that are not finished. */
  readonly open: readonly Cell[];
}

/** `place`: null over all of them, of which some are not in the mean yet. */
export function countsOf({ grid, open }: Compared, variant: Variant, place: Place | null): Counts {
  const at = (places: readonly Place[]) => places.reduce((sum, one) => sum + grid.at(variant, one).length, 0);
  const [inMean, all] = place === null ? [grid.commonPlaces, grid.places] : [[place], [place]];
  const missing = open.filter((cell) => isOf(cell, variant) && (place === null || isAt(cell, place)));
  return { runs: at(inMean), asked: at(all) + missing.length };
}

/** Cells of which no run is finished, each once. */
export function emptyCells({ grid, open }: Compared): readonly { readonly cell: Cell; readonly asked: number }[] {
  const empty = open.filter((cell) => !grid.variants.some((one) => isOf(cell, one) && grid.at(one, cell).length > 0));
  const counts = new Map<string, { readonly cell: Cell; readonly asked: number }>();
  for (const cell of empty) {
    const key = JSON.stringify([keyOfValues(cell.variant), cell.category, keyOfValues(cell.beside)]);
    counts.set(key, { cell, asked: (counts.get(key)?.asked ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Those of `cells` that no finished run fills, each seed once. */
export function openCells(cells: readonly Cell[], grid: Grid): readonly Cell[] {
  const isFilled = (cell: Cell) =>
    grid.variants.some((one) => isOf(cell, one) && grid.at(one, cell).some(({ seed }) => seed === cell.seed));
  const own = new Map(cells.map((cell) => [JSON.stringify(cell), cell]));
  return [...own.values()].filter((cell) => !isFilled(cell));
}

function isOf({ variant }: Cell, { values }: Variant): boolean {
  return keyOfValues(variant) === keyOfValues(values);
}

function isAt({ category, beside }: Cell, place: Place): boolean {
  return category === place.category && keyOfValues(beside) === keyOfValues(place.beside);
}
