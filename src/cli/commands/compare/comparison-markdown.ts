// A comparison as Markdown, for pages and reviews.
import { clean } from '../../../api/language.ts';
import {
  blocksOf,
  type Comparison,
  differenceBlocks,
  type FigureCell,
  looksAtTestLabels,
  titleOf,
  unfinishedLines,
  withSharedNotes,
} from '../../../api/variants.ts';

export function comparisonMarkdown(comparison: Comparison): string {
  const { figures, remarks, choices } = comparison;
  const blocks = blocksOf(comparison);
  const isNamed = blocks.some(({ name }) => name !== '');
  const means = blocks.flatMap(({ name, rows }) =>
    rows.map((row) => [
      ...(isNamed ? [escaped(name)] : []),
      escaped(row.name),
      String(row.seeds),
      ...row.cells.map(cell),
    ]),
  );
  const differences = withSharedNotes(differenceBlocks(comparison)).flatMap(({ name, head, rows, about }) => [
    table(
      [escaped(name), ...head],
      rows.map(({ figure, cells, isTold }) => [
        title(figure),
        ...cells.map((text, i) => (isTold && i === 0 ? `**${text}**` : escaped(text))),
      ]),
    ),
    about.length === 0 ? '' : `${about.map(escaped).join(' ')}\n`,
  ]);
  const isBest = comparison.grid.variants.length > 1;
  const legend = `Mean ± standard deviation over seeds${isBest ? '; the best of each group in bold' : ''}${figures.some(looksAtTestLabels) ? '; † looks at test labels' : ''}.`;
  const parts = [
    table([...(isNamed ? ['on'] : []), 'variant', 'seeds', ...figures.map(title)], means),
    `${legend}\n`,
    ...differences,
    list('Uneven', remarks),
    list('Not in the table', unfinishedLines(comparison)),
    list('Chosen on', choices),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function title(figure: string): string {
  return `${escaped(titleOf(figure))}${looksAtTestLabels(figure) ? '†' : ''}`;
}

function cell({ mean, deviation, isBest }: FigureCell): string {
  const text = `${mean}${deviation === '' ? '' : ` ± ${deviation}`}`;
  return isBest ? `**${text}**` : text;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows];
  return `${lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}

function list(name: string, texts: readonly string[]): string {
  return texts.length === 0 ? '' : `${name}:\n\n${texts.map((text) => `- ${escaped(text)}\n`).join('')}`;
}

/** A name is text, whatever signs it has; a backslash before each sign that may mean something, `$` of formulas too. */
function escaped(text: string): string {
  return clean(text.replaceAll(/\p{Cc}+/gu, ' '))
    .replaceAll(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replace(/^[#+-]/, '\\$&');
}
