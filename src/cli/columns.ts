// Tables of plain text: columns as wide as their widest cell, two spaces between.
import { clean } from '../diagnostics/terminal-text.ts';
import { padEnd, padStart, textWidth } from '../ui/text.ts';

export type Align = 'left' | 'right';

/** Lines without trailing blanks; rows may be shorter than `alignment`. */
export function columns(texts: readonly (readonly string[])[], alignment: readonly Align[], indent = ''): string[] {
  const rows = texts.map((row) => row.map(clean));
  const widths = alignment.map((_, i) => Math.max(0, ...rows.map((row) => textWidth(row[i] ?? ''))));
  return rows.map((row) => {
    const cells = alignment.map((align, i) => (align === 'left' ? padEnd : padStart)(row[i] ?? '', widths[i] ?? 0));
    return `${indent}${cells.join('  ')}`.trimEnd();
  });
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
