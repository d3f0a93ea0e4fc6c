// A comparison as cells of text, which each format of tables writes in its own way.
import type { Comparison } from './comparison.ts';
import { nameOf, placeLabel } from './grid.ts';
import type { MeanFigure, MeanRow } from './means.ts';
import { differenceCells, isTold, short } from './words.ts';

/** Rows of one place: its name, and a row for each variant. */
export interface Block {
  readonly name: string;
  readonly rows: readonly BlockRow[];
}

export interface BlockRow {
  readonly name: string;
  readonly seeds: number;
  readonly cells: readonly FigureCell[];
}

export interface FigureCell {
  readonly mean: string;
  /** Empty of one seed. */
  readonly deviation: string;
  readonly isBest: boolean;
}

export function blocksOf({ rows, grid, by }: Comparison): readonly Block[] {
  const places = [...new Set(rows.map(({ place }) => place))];
  return places.map((place) => ({
    name:
      place === null
        ? `mean over ${grid.commonPlaces.length} ${grid.categories.length > 1 ? 'categories' : 'settings'}`
        : placeLabel(place),
    rows: rows.filter((row) => row.place === place).map((row) => blockRow(row, by)),
  }));
}

function blockRow({ variant, seeds, figures }: MeanRow, by: readonly string[]): BlockRow {
  return { name: nameOf(variant, by), seeds: seeds.length, cells: figures.map(figureCell) };
}

function figureCell(figure: MeanFigure | null): FigureCell {
  if (figure === null) return { mean: '–', deviation: '', isBest: false };
  const { mean, deviation, best } = figure;
  return { mean: short(mean), deviation: deviation === null ? '' : short(deviation), isBest: best };
}

/** What one variant has more than the baseline. */
export interface DifferenceBlock {
  readonly name: string;
  readonly rows: readonly DifferenceRow[];
}

export interface DifferenceRow {
  readonly figure: string;
  /** Under `differenceHead`. */
  readonly cells: readonly string[];
  readonly isTold: boolean;
}

export const differenceHead = ['difference', '95% interval', 'p', 'p (Holm)', 'n', 'pairs'] as const;

export function differenceBlocks({ differences, baseline, by }: Comparison): readonly DifferenceBlock[] {
  if (baseline === undefined) return [];
  const variants = [...new Set(differences.map(({ variant }) => variant))];
  return variants.map((variant) => ({
    name: `${nameOf(variant, by)} less ${nameOf(baseline, by)}`,
    rows: differences
      .filter((one) => one.variant === variant)
      .map((one) => ({
        figure: one.figure,
        cells: [...differenceCells(one, '–'), String(one.test?.count ?? 0), String(one.pairs)],
        isTold: isTold(one),
      })),
  }));
}
