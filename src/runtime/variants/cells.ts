// A comparison as cells of text, which each format of tables writes in its own way.
import { figureNamed } from '../../metrics/figure-named.ts';
import { grouped } from '../files/grouped.ts';
import type { Comparison } from './comparison.ts';
import { type Grid, nameOf, placeLabel } from './grid.ts';
import type { MeanFigure, MeanRow } from './means.ts';
import { differenceCells, isTold, short, testSentences } from './words.ts';

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

export function blocksOf(comparison: Comparison): readonly Block[] {
  const { rows, grid } = comparison;
  // Of one variant, what tells rows apart is the place.
  if (grid.variants.length === 1) {
    const own = rows.map((row) => blockRow(row, placeName(row, grid) || row.variant.label));
    return [{ name: '', rows: [...own, ...seedRows(comparison)] }];
  }
  return [...grouped(rows, (row) => placeName(row, grid))].map(([name, those]) => ({
    name,
    rows: those.map((row) => blockRow(row, nameOf(row.variant))),
  }));
}

function placeName({ place }: MeanRow, { commonPlaces, categories }: Grid): string {
  if (place !== null) return placeLabel(place);
  return `mean over ${commonPlaces.length} ${categories.length > 1 ? 'categories' : 'settings'}`;
}

function blockRow({ seeds, figures }: MeanRow, name: string): BlockRow {
  return { name, seeds: seeds.length, cells: figures.map(figureCell) };
}

// Where there is nothing else to see, each seed by itself.
function seedRows({ grid, figures }: Comparison): readonly BlockRow[] {
  const [[variant], [place]] = [grid.variants, grid.places];
  if (variant === undefined || place === undefined || grid.places.length > 1) return [];
  const found = grid.at(variant, place);
  if (found.length < 2) return [];
  return found.map(({ seed, figures: set }) => ({
    name: `seed ${seed}`,
    seeds: 1,
    cells: figures.map((figure) => plainCell(figureNamed(set, figure))),
  }));
}

function plainCell(value: number | null): FigureCell {
  return { mean: value === null ? '–' : short(value), deviation: '', isBest: false };
}

function figureCell(figure: MeanFigure | null): FigureCell {
  if (figure === null) return { mean: '–', deviation: '', isBest: false };
  const { mean, deviation, looksBest } = figure;
  return { mean: short(mean), deviation: deviation === null ? '' : short(deviation), isBest: looksBest };
}

/** What one variant has more than the baseline. */
export interface DifferenceBlock {
  readonly name: string;
  /** Of the cells; what no row has is left out. */
  readonly head: readonly string[];
  readonly rows: readonly DifferenceRow[];
  /** Which test was made, and why: sentences. */
  readonly about: readonly string[];
}

export interface DifferenceRow {
  readonly figure: string;
  readonly cells: readonly string[];
  readonly isTold: boolean;
}

export function differenceBlocks(comparison: Comparison): readonly DifferenceBlock[] {
  const { differences, baseline, unit } = comparison;
  if (baseline === undefined) return [];
  const counted = unit === 'category' ? 'categories' : 'seeds';
  const differenceHead = ['difference', '95% interval', 'p', 'p (Holm)', counted, 'pairs'];
  const all = differences.map((one) => [...differenceCells(one, ''), String(one.test?.count ?? 0), String(one.pairs)]);
  const isShown = differenceHead.map((_, i) => i === 0 || all.some((cells) => cells[i] !== ''));
  const shown = <T>(cells: readonly T[]) => cells.filter((_, i) => isShown[i]);
  const variants = [...new Set(differences.map(({ variant }) => variant))];
  return variants.map((variant) => ({
    name: `${nameOf(variant)} less ${nameOf(baseline)}`,
    head: shown(differenceHead),
    rows: differences.flatMap((one, i) =>
      one.variant === variant
        ? [{ figure: one.figure, cells: shown(all[i] ?? []).map((text) => text || '–'), isTold: isTold(one) }]
        : [],
    ),
    about: testSentences(
      comparison,
      differences.filter((one) => one.variant === variant),
    ),
  }));
}

/** Where all tables have the same to say, the last one alone says it. */
export function withSharedNotes(blocks: readonly DifferenceBlock[]): readonly DifferenceBlock[] {
  const isShared = new Set(blocks.map(({ about }) => JSON.stringify(about))).size === 1;
  return blocks.map((block, i) => (isShared && i < blocks.length - 1 ? { ...block, about: [] } : block));
}
