// Tables of plain text: columns as wide as their widest cell, two spaces between; and what they do where they are wider
// than the terminal. An infinite width, which pipes have, changes nothing. A cell is one line, whatever a name in it holds.
import { clean } from '../../api/language.ts';
import { cutStart, fold, padEnd, padStart, textWidth } from '../../ui/text/text.ts';

export type Align = 'left' | 'right';
type Row = readonly string[];

const between = '  ';

/** Lines without trailing blanks; rows may be shorter than `alignment`. */
export function columns(texts: readonly Row[], alignment: readonly Align[], indent = ''): string[] {
  const rows = cleaned(texts);
  const widths = widthsOf(rows, alignment);
  return rows.map((row) => {
    const cells = alignment.map((align, i) => (align === 'left' ? padEnd : padStart)(row[i] ?? '', widths[i] ?? 0));
    return `${indent}${cells.join(between)}`.trimEnd();
  });
}

function cleaned(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) => row.map(clean));
}

function widthsOf(rows: readonly Row[], alignment: readonly Align[]): readonly number[] {
  return alignment.map((_, i) => Math.max(0, ...rows.map((row) => textWidth(row[i] ?? ''))));
}

/** A table with a head: where it is too wide, several below each other, the first column in each. */
export function tables(texts: readonly Row[], alignment: readonly Align[], width: number, indent = ''): string[] {
  const rows = cleaned(texts);
  const [first = 0, ...others] = widthsOf(rows, alignment);
  const room = width - textWidth(indent);
  if (first + others.reduce((sum, own) => sum + own + between.length, 0) <= room)
    return columns(rows, alignment, indent);
  const lead = Math.min(first, Math.max(8, Math.floor(0.4 * room)));
  const parts: number[][] = [[]];
  let used = lead;
  for (const [i, own] of others.entries()) {
    if (used + between.length + own > room && used > lead) {
      parts.push([]);
      used = lead;
    }
    parts.at(-1)?.push(i + 1);
    used += between.length + own;
  }
  // Of a path or of the name of a tensor, the end tells more.
  const leadOf = (row: Row) => cutStart(row[0] ?? '', lead, '…');
  const cut = (text: string) => cutStart(text, Math.max(1, room - lead - between.length), '…');
  return parts.flatMap((part, p) => {
    const own = rows.map((row) => [leadOf(row), ...part.map((i) => cut(row[i] ?? ''))]);
    const aligned = [alignment[0] ?? 'left', ...part.map((i) => alignment[i] ?? 'left')] as const;
    return [...(p === 0 ? [] : ['']), ...columns(own, aligned, indent)];
  });
}

/** Rows without a head, the lines of each: where they are too wide, the last cells go below, folded. */
export function foldedRows(
  texts: readonly Row[],
  alignment: readonly Align[],
  width: number,
  indent = '',
): readonly (readonly string[])[] {
  const rows = cleaned(texts);
  const widths = widthsOf(rows, alignment);
  const room = width - textWidth(indent);
  const count = widths.findIndex((_, i) => extent(widths.slice(0, i + 1)) > room);
  if (count === -1) return columns(rows, alignment, indent).map((line) => [line]);
  const below = `${indent}${between}`;
  const aside = columns(
    rows.map((row) => row.slice(0, count)),
    alignment.slice(0, count),
    indent,
  );
  return rows.map((row, r) => {
    const rest = row.slice(count).filter((cell) => cell !== '');
    const lines = packed(rest, width - textWidth(below)).map((line) => `${below}${line}`);
    return count === 0 ? lines : [aside[r] ?? '', ...lines];
  });
}

// As many whole cells in a line as fit; one that is longer than a line is folded.
function packed(cells: Row, width: number): readonly string[] {
  const lines: string[] = [];
  for (const cell of cells) {
    const joined = `${lines.at(-1) ?? ''}${between}${cell}`;
    if (lines.length > 0 && textWidth(joined) <= width) lines[lines.length - 1] = joined;
    else lines.push(...fold(cell, width));
  }
  return lines;
}

function extent(widths: readonly number[]): number {
  return widths.reduce((sum, own) => sum + own, between.length * (widths.length - 1));
}

/** A sentence in lines of the width; whole where nothing is to be folded. */
export function foldedText(text: string, width: number, indent = ''): readonly string[] {
  if (textWidth(text) <= width) return [text];
  // Blanks at the beginning are meant.
  const lead = /^ */.exec(text)?.[0] ?? '';
  const [first = '', ...rest] = fold(text, width - lead.length);
  const others = fold(rest.join(' '), width - textWidth(indent));
  return [`${lead}${first}`, ...others.map((line) => `${indent}${line}`)];
}

const prefixes = ['', 'k', 'M', 'G', 'T', 'P'] as const;

/** `84.9 M`; three digits. */
export function formatAmount(value: number): string {
  return scaled(value, 1000);
}

/** `1.32 GB`, in steps of 1000. */
export function formatBytes(bytes: number): string {
  const text = scaled(bytes, 1000);
  return `${text}${text.includes(' ') ? '' : ' '}B`;
}

function scaled(value: number, base: number): string {
  let exponent = 0;
  let rest = value;
  while (rest >= base && exponent < prefixes.length - 1) {
    rest /= base;
    exponent += 1;
  }
  const digits = exponent === 0 ? String(Math.round(rest)) : rest.toPrecision(3);
  // 999.7 rounds to 1.00e+3: one prefix further.
  if (digits.includes('e')) return `1.00 ${prefixes[exponent + 1] ?? ''}`;
  return exponent === 0 ? digits : `${digits} ${prefixes[exponent]}`;
}
