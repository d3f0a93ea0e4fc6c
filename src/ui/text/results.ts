// The figures of a finished run as a table of plain text: one row for all test images, one for each kind of defect (of
// several sources their mean and each category instead), one column for each metric of the report.

import type { MetricSet } from '../../metrics/types.ts';
import type { RunMetrics } from '../../runtime/contract/events.ts';
import { formatCount, formatFigure } from './format.ts';
import { clean, cutEnd, padEnd, padStart, textWidth } from './text.ts';

export interface TableStyle {
  readonly ellipsis: string;
  /** For a figure that is not defined. */
  readonly undefinedMark: string;
}

export interface ResultLine {
  readonly kind: 'head' | 'overall' | 'defect' | 'gap';
  readonly text: string;
}

interface Column {
  readonly name: string;
  /** Below each other: overall, then the kinds of defects. */
  readonly cells: readonly string[];
}

const between = '  ';
const smallestColumn = 6;

/**
 * At most `width` columns wide: names of metrics go in two lines where one is too long, then the table in
 * several, one below the other. Infinity for one table with whole names.
 */
export function resultLines(
  metrics: RunMetrics,
  report: readonly string[],
  width: number,
  style: TableStyle,
): readonly ResultLine[] {
  const rows = rowsOf(metrics);
  const figures = report.map((name) => ({
    name,
    cells: rows.map(({ figures: set }) => formatFigure(figureOf(set, name), style.undefinedMark)),
  }));
  const counts = rows.map(({ images }) => (images === undefined ? '' : formatCount(images)));
  const all = [{ name: 'images', cells: counts }, ...figures];
  const names = namesOfRows(rows, width, style);
  const room = width - textWidth(names[0] ?? '');
  const fits = (parts: NameParts) => all.reduce((sum, column) => sum + columnWidth(column, parts), 0) <= room;
  const parts = fits(wholeName) ? wholeName : splitName;
  // Where not all fits side by side, the counts go first.
  return chunks(fits(parts) ? all : figures, parts, room).flatMap((chunk, i) => [
    ...(i === 0 ? [] : [{ kind: 'gap', text: '' } as const]),
    ...tableOf(names, chunk, parts),
  ]);
}

interface Row {
  readonly name: string;
  readonly images: number | undefined;
  readonly figures: object;
}

// Of several categories each, for their kinds of defects would fill the screen: those are in the report.
function rowsOf(metrics: RunMetrics): readonly Row[] {
  const { categories, mean, defects } = metrics;
  const rows = (sets: Readonly<Record<string, MetricSet>>) =>
    Object.entries(sets).map(([name, set]) => ({ name, images: set.images, figures: set }));
  const all = { name: 'all images', images: metrics.images, figures: metrics };
  if (categories === undefined || mean === undefined) return [all, ...rows(defects)];
  const ofMean = { name: meanName(Object.keys(categories).length), images: undefined, figures: mean };
  return [all, ofMean, ...rows(categories)];
}

/** `mean of 2 categories` */
export function meanName(count: number): string {
  return `mean of ${count} ${count === 1 ? 'category' : 'categories'}`;
}

/** All of one width. */
function namesOfRows(rows: readonly Row[], width: number, { ellipsis }: TableStyle): readonly string[] {
  const names = rows.map(({ name }) => clean(name));
  const longest = Math.max(...names.map(textWidth));
  const room = Math.min(longest, Math.max(10, Math.floor(0.4 * width)));
  return names.map((name) => padEnd(cutEnd(name, room, ellipsis), room));
}

export function figureOf(set: object, name: string): number | null {
  const value = Object.entries(set).find(([key]) => key === name)?.[1];
  return typeof value === 'number' ? value : null;
}

/** The lines of a column's head. */
type NameParts = (name: string) => readonly string[];

const wholeName: NameParts = (name) => [name];

/** "image_auroc" as "image" over "auroc"; what has one part stands on the lower line. */
const splitName: NameParts = (name) => {
  const [first = '', ...rest] = name.split('_');
  return rest.length === 0 ? ['', first] : [first, rest.join('_')];
};

/** The space before it included. */
function columnWidth({ name, cells }: Column, parts: NameParts): number {
  return between.length + Math.max(smallestColumn, ...parts(name).map(textWidth), ...cells.map(textWidth));
}

function chunks(columns: readonly Column[], parts: NameParts, room: number): readonly (readonly Column[])[] {
  const all: Column[][] = [[]];
  let used = 0;
  for (const column of columns) {
    const needed = columnWidth(column, parts);
    if (used + needed > room && used > 0) {
      all.push([]);
      used = 0;
    }
    all.at(-1)?.push(column);
    used += needed;
  }
  return all;
}

function tableOf(names: readonly string[], columns: readonly Column[], parts: NameParts): readonly ResultLine[] {
  const line = (name: string, cellOf: (column: Column) => string) =>
    (name + columns.map((column) => padStart(cellOf(column), columnWidth(column, parts))).join('')).trimEnd();
  const blank = ' '.repeat(textWidth(names[0] ?? ''));
  const heads = parts('').map((_, i) => line(blank, ({ name }) => parts(name)[i] ?? ''));
  return [
    ...heads.filter((text) => text !== '').map((text) => ({ kind: 'head', text }) as const),
    ...names.map((name, i) => {
      const kind = i === 0 ? 'overall' : 'defect';
      return { kind, text: line(name, ({ cells }) => cells[i] ?? '') } as const;
    }),
  ];
}

/** What speaks against the figures, a line each. */
export function doubtLines({ doubts = [] }: RunMetrics): readonly string[] {
  return doubts.map((doubt) => `doubtful: ${clean(doubt)}`);
}

/** Which weights were exported, where not simply the last ones. */
export function keptLines({ train }: RunMetrics): readonly string[] {
  const { kept_step, kept_metric, kept_value, stopped_early, steps = 0 } = train ?? {};
  if (kept_step === undefined) return [];
  const figure =
    typeof kept_value === 'number'
      ? `: the best ${clean(kept_metric ?? '')} on synthetic anomalies, ${formatFigure(kept_value, '')}`
      : '';
  const early = stopped_early === true ? `; training stopped early at step ${formatCount(steps)}` : '';
  return [`weights of step ${formatCount(kept_step)}${figure}${early}`];
}

/** Where the limits between normal and anomalous came from: "threshold 0.4312, from …". */
export function thresholdLines(metrics: RunMetrics): readonly string[] {
  const line = (name: string, value: number | null, from: string | null) =>
    value === null ? [] : [`${name} ${formatFigure(value, '')}${from === null ? '' : `, from ${clean(from)}`}`];
  const none = metrics.threshold === null ? ['no threshold was found: figures that need one are undefined'] : [];
  return [
    ...none,
    ...line('threshold', metrics.threshold, metrics.threshold_from),
    ...line('image threshold', metrics.image_threshold, metrics.image_threshold_from),
  ];
}
