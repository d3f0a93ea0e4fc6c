// A comparison as tables of plain text, for the terminal.
import {
  blocksOf,
  type Comparison,
  type DifferenceBlock,
  differenceBlocks,
  type FigureCell,
  looksAtTestLabels,
  unfinishedLines,
  withSharedNotes,
} from '../../../api/variants.ts';
import { textWidth } from '../../../ui/text/text.ts';
import { foldedText, tables } from '../../shell/columns.ts';

/** Lines of at most `width` columns. */
export function comparisonLines(comparison: Comparison, width: number): readonly string[] {
  const parts = [
    meansTable(comparison, width),
    differencesTable(comparison, width),
    listOf('uneven', comparison.remarks, width),
    listOf('not in the table', unfinishedLines(comparison), width),
    listOf('chosen on', comparison.choices, width),
  ];
  return parts.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function meansTable(comparison: Comparison, width: number): readonly string[] {
  const { figures } = comparison;
  const head = ['', 'seeds', ...figures.map(marked)];
  const rows = blocksOf(comparison).flatMap(({ name, rows: own }) => {
    const lead = name === '' ? '' : '  ';
    const below = own.map((row) => [`${lead}${row.name}`, String(row.seeds), ...row.cells.map(cellText)]);
    return name === '' ? below : [[name], ...below];
  });
  const aligned = tables([head, ...rows], ['left', ...head.slice(1).map(() => 'right' as const)], width);
  const isMarked = rows.some((row) => row.some((cell) => cell.endsWith('*')));
  const isSpread = rows.some((row) => row.some((cell) => cell.includes('±')));
  const legend = [
    ...(isSpread ? ['mean ± standard deviation over seeds'] : []),
    ...(isMarked ? ['* the best of its group'] : []),
    ...(figures.some(looksAtTestLabels) ? ['† looks at test labels'] : []),
  ];
  return [...aligned, ...(legend.length === 0 ? [] : foldedText(legend.join(', '), width))];
}

/** What looks at test labels is marked wherever it stands. */
function marked(figure: string): string {
  return looksAtTestLabels(figure) ? `${figure}†` : figure;
}

// The column of marks is there for all, so that digits stand below each other.
function cellText({ mean, deviation, isBest }: FigureCell): string {
  return `${mean}${deviation === '' ? '' : ` ±${deviation}`}${isBest ? '*' : ' '}`;
}

function differencesTable(comparison: Comparison, width: number): readonly string[] {
  return withSharedNotes(differenceBlocks(comparison)).flatMap((block, i) => [
    ...(i === 0 ? [] : ['']),
    ...differenceTable(block, width),
    ...(block.about.length === 0 ? [] : ['', ...sentences(block.about, width)]),
  ]);
}

function differenceTable({ name, head, rows }: DifferenceBlock, width: number): readonly string[] {
  const below = rows.map(({ figure, cells }) => [`  ${marked(figure)}`, ...cells]);
  const table = (title: string, within: number) =>
    tables([[title, ...head], ...below], ['left', ...head.map(() => 'right' as const)], within);
  const isFitting = table(name, Number.POSITIVE_INFINITY).every((line) => textWidth(line) <= width);
  // A title that is cut does not say what is held against what.
  return isFitting ? table(name, width) : [...foldedText(name, width), ...table('', width)];
}

function sentences(texts: readonly string[], width: number): readonly string[] {
  return texts.flatMap((text) => foldedText(text, width));
}

function listOf(title: string, texts: readonly string[], width: number): readonly string[] {
  if (texts.length === 0) return [];
  return [`${title}:`, ...texts.flatMap((text) => foldedText(`  ${text}`, width, '    '))];
}
