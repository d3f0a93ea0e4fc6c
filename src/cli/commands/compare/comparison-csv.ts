// A comparison as a table for spreadsheets and scripts: one row for each variant, place and figure; differences stand with
// the means over all, or with those of the only place. What was asked for and is not there has a row too, without figures.
import { csvText } from '../../../api/runs.ts';
import { type Comparison, countsOf, emptyCells, placeLabel } from '../../../api/variants.ts';

export function comparisonCsv(comparison: Comparison): string {
  const { by, figures, rows, differences, baseline, grid } = comparison;
  const overAll = rows.some(({ place }) => place === null) || grid.places.length === 1;
  const head = [
    ...by,
    ...['place', 'figure', 'seeds', 'runs', 'runs_asked', 'mean', 'deviation', 'best'],
    ...['baseline', 'difference', 'low', 'high', 'p', 'p_holm', 'n', 'pairs'],
  ];
  const body = rows.flatMap(({ variant, place, seeds, figures: cells }) =>
    figures.map((figure, i) => {
      const cell = cells[i];
      const isOver = place === null || grid.places.length === 1;
      const found = differences.find((one) => overAll && isOver && one.variant === variant && one.figure === figure);
      const { mean, interval, p, count } = found?.test ?? {};
      const { runs, asked } = countsOf(comparison, variant, place);
      return [
        ...variant.values.map(({ value }) => value),
        ...[place === null ? 'all' : placeLabel(place), figure, seeds.length, runs, asked],
        ...[cell?.mean, cell?.deviation],
        cell === null || cell === undefined ? '' : String(cell.best),
        ...[found && baseline?.label, mean, interval?.low, interval?.high, p, found?.corrected, count, found?.pairs],
      ];
    }),
  );
  const empty = emptyCells(comparison).flatMap(({ cell, asked }) =>
    figures.map((figure) => {
      const known = [...cell.variant.map(({ value }) => value), placeLabel(cell), figure, 0, 0, asked];
      return [...known, ...head.slice(known.length).map(() => '')];
    }),
  );
  return csvText(head, [...body, ...empty]);
}
