// A diagnostic as people read it: what, where, the line itself with the place underlined, what else
// belongs to it, and a hint.

import type { Severity } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { SourceFile, Span } from './source-file.ts';

/** Colours a piece of text; the identity where there is no colour. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly note: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly bold: (text: string) => string;
}

export const noPaint: Paint = { error: same, warning: same, note: same, dim: same, bold: same };

interface Mark {
  readonly span: Span;
  readonly label: string;
  readonly primary: boolean;
}

export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint = noPaint): string {
  const { code, severity, summary, span, hint, label, related } = diagnostic;
  const { line, column } = span.source.position(span.start);
  const colour = paint[severity];
  const own: readonly Mark[] = [
    { span, label: label ?? '', primary: true },
    ...related
      .filter((item) => item.span.source === span.source)
      .map((item) => ({ span: item.span, label: item.message, primary: false })),
  ];
  const gutter = String(Math.max(...own.map((mark) => span.source.lineIndex(mark.span.start) + 1))).length;
  const bar = paint.dim(`${' '.repeat(gutter)} |`);
  const elsewhere = related
    .filter((item) => item.span.source !== span.source)
    .map((item) => {
      const place = item.span.source.position(item.span.start);
      return `${' '.repeat(gutter)} = ${clean(item.message)}: ${item.span.source.name}:${place.line}:${place.column}`;
    });
  return [
    `${colour(`${severity}[${code}]`)}: ${paint.bold(clean(summary))}`,
    `${' '.repeat(gutter)}${paint.dim('-->')} ${clean(span.source.name)}:${line}:${column}`,
    bar,
    ...renderLines(span.source, own, gutter, severity, paint),
    ...elsewhere,
    ...(hint === undefined ? [] : [`${' '.repeat(gutter)} = ${paint.bold('help')}: ${clean(hint)}`]),
  ].join('\n');
}

/** `2 errors, 1 warning`, or undefined where there is nothing to count. */
export function countSummary(diagnostics: readonly Diagnostic[]): string | undefined {
  const count = (severity: Severity) => diagnostics.filter((d) => d.severity === severity).length;
  const part = (number: number, noun: string) => (number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`]);
  const parts = [...part(count('error'), 'error'), ...part(count('warning'), 'warning')];
  return parts.length === 0 ? undefined : parts.join(', ');
}

function renderLines(
  source: SourceFile,
  marks: readonly Mark[],
  gutter: number,
  severity: Severity,
  paint: Paint,
): readonly string[] {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const index = source.lineIndex(mark.span.start);
    byLine.set(index, [...(byLine.get(index) ?? []), mark]);
  }
  const indices = [...byLine.keys()].toSorted((a, b) => a - b);
  return indices.flatMap((index, i) => {
    const before = indices[i - 1];
    const gap = before !== undefined && index > before + 1 ? [paint.dim(`${' '.repeat(gutter)} ⋮`)] : [];
    const number = paint.dim(`${String(index + 1).padStart(gutter)} |`);
    const text = source.line(index + 1);
    return [
      ...gap,
      `${number} ${shown(text)}`.trimEnd(),
      ...underlines(source, index, text, byLine.get(index) ?? [], gutter, severity, paint),
    ];
  });
}

// The places of one line in one row; the label of the last one beside it, those of others below.
function underlines(
  source: SourceFile,
  index: number,
  text: string,
  marks: readonly Mark[],
  gutter: number,
  severity: Severity,
  paint: Paint,
): readonly string[] {
  const bar = paint.dim(`${' '.repeat(gutter)} |`);
  const start = source.lineStarts[index] ?? 0;
  const bom = index === 0 && source.text.startsWith('\uFEFF') ? 1 : 0;
  const placed = marks
    .map((mark) => {
      const from = Math.max(0, mark.span.start - start - bom);
      const to = Math.min(text.length, Math.max(from + 1, mark.span.end - start - bom));
      return { ...mark, column: width(text.slice(0, from)), length: Math.max(1, width(text.slice(from, to))) };
    })
    .toSorted((a, b) => a.column - b.column);
  const colourOf = (mark: Mark) => (mark.primary ? paint[severity] : paint.dim);
  let row = '';
  let at = 0;
  for (const mark of placed) {
    if (mark.column < at) continue;
    row += ' '.repeat(mark.column - at) + colourOf(mark)((mark.primary ? '^' : '-').repeat(mark.length));
    at = mark.column + mark.length;
  }
  const last = placed.at(-1);
  const below = placed
    .slice(0, -1)
    .filter(({ label }) => label !== '')
    .toReversed();
  const first = `${bar} ${row}${last && last.label !== '' ? ` ${colourOf(last)(clean(last.label))}` : ''}`;
  return [first, ...below.map((mark) => `${bar} ${' '.repeat(mark.column)}${colourOf(mark)(clean(mark.label))}`)];
}

const tab = '    ';

// Control characters cannot move the terminal's cursor or change its colours.
function shown(text: string): string {
  return clean(text.replaceAll('\t', tab));
}

function clean(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu,
    (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

function width(text: string): number {
  return [...shown(text)].reduce((sum, character) => sum + characterWidth(character.codePointAt(0) ?? 0), 0);
}

// Wide characters take two columns of a terminal, combining ones none.
function characterWidth(code: number): number {
  if ((code >= 0x300 && code <= 0x36f) || code === 0x200d || (code >= 0xfe00 && code <= 0xfe0f)) return 0;
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

function same(text: string): string {
  return text;
}
