// The lines of one file that a finding is about, with the places in them underlined and labelled.
import type { Severity } from './catalogue.ts';
import type { Paint } from './paint.ts';
import type { SourceFile, Span } from './source-file.ts';
import { clean, shown, width } from './terminal-text.ts';

export interface Mark {
  readonly span: Span;
  readonly label: string;
  /** The finding's own place. */
  readonly isPrimary: boolean;
}

export interface SnippetStyle {
  readonly severity: Severity;
  readonly paint: Paint;
  /** Columns of the line numbers. */
  readonly gutter: number;
}

/** Longer lines are cut to what surrounds their places. */
const widest = 180;
const before = 60;

export function renderSnippet(source: SourceFile, marks: readonly Mark[], style: SnippetStyle): readonly string[] {
  const byLine = new Map<number, Mark[]>();
  for (const mark of marks) {
    const index = source.lineIndex(mark.span.start);
    byLine.set(index, [...(byLine.get(index) ?? []), mark]);
  }
  const { paint, gutter } = style;
  const indices = [...byLine.keys()].toSorted((a, b) => a - b);
  return indices.flatMap((index, i) => {
    const previous = indices[i - 1];
    const gap = previous !== undefined && index > previous + 1 ? [paint.dim(`${' '.repeat(gutter)} ⋮`)] : [];
    return [...gap, ...renderLine(source, index, byLine.get(index) ?? [], style)];
  });
}

function renderLine(source: SourceFile, index: number, marks: readonly Mark[], style: SnippetStyle): readonly string[] {
  const { paint, gutter } = style;
  const whole = source.line(index + 1);
  const start = (source.lineStarts[index] ?? 0) + (index === 0 && source.text.startsWith('\uFEFF') ? 1 : 0);
  const [from, to] = windowOf(whole, Math.min(...marks.map(({ span }) => span.start - start)));
  const text = whole.slice(from, to);
  const cut = from > 0 ? '…' : '';
  const placed = marks.map((mark) => place(mark, text, start + from, cut.length));
  const number = paint.dim(`${String(index + 1).padStart(gutter)} |`);
  const line = `${cut}${shown(text)}${to < whole.length ? '…' : ''}`;
  return [`${number} ${line}`.trimEnd(), ...underlines(placed, style)];
}

// No cut goes through a pair of surrogates.
function windowOf(line: string, first: number): readonly [number, number] {
  if (line.length <= widest) return [0, line.length];
  const whole = (at: number) => (/[\uDC00-\uDFFF]/.test(line.charAt(at)) ? at + 1 : at);
  const from = whole(Math.max(0, Math.min(first, line.length) - before));
  return [from, whole(Math.min(line.length, from + widest))];
}

interface PlacedMark extends Mark {
  readonly column: number;
  readonly length: number;
}

function place(mark: Mark, text: string, textStart: number, shift: number): PlacedMark {
  const from = Math.min(text.length, Math.max(0, mark.span.start - textStart));
  const to = Math.min(text.length, Math.max(from, mark.span.end - textStart));
  return { ...mark, column: width(text.slice(0, from)) + shift, length: Math.max(1, width(text.slice(from, to))) };
}

// The places of one line in one row; the label of the last one beside it, those of others below.
function underlines(marks: readonly PlacedMark[], { severity, paint, gutter }: SnippetStyle): readonly string[] {
  const bar = paint.dim(`${' '.repeat(gutter)} |`);
  const colourOf = (mark: Mark) => (mark.isPrimary ? paint[severity] : paint.dim);
  const placed = withoutOverlap(marks.toSorted((a, b) => a.column - b.column));
  let row = '';
  let at = 0;
  for (const mark of placed) {
    row += ' '.repeat(mark.column - at) + colourOf(mark)((mark.isPrimary ? '^' : '-').repeat(mark.length));
    at = mark.column + mark.length;
  }
  const last = placed.at(-1);
  const beside = last && last.label !== '' ? ` ${colourOf(last)(clean(last.label))}` : '';
  const below = placed.slice(0, -1).filter(({ label }) => label !== '');
  const legs = (list: readonly PlacedMark[]) => {
    let [text, end] = ['', 0];
    for (const mark of list) {
      text += ' '.repeat(mark.column - end) + colourOf(mark)('|');
      end = mark.column + 1;
    }
    return { text, end };
  };
  const rows = below.toReversed().map((mark, i) => {
    const { text, end } = legs(below.slice(0, below.length - 1 - i));
    return `${bar} ${text}${' '.repeat(mark.column - end)}${colourOf(mark)(clean(mark.label))}`;
  });
  return [`${bar} ${row}${beside}`, ...(below.length > 0 ? [`${bar} ${legs(below).text}`] : []), ...rows];
}

// Of places that cover each other the finding's own is drawn, else the first; labels are kept.
function withoutOverlap(marks: readonly PlacedMark[]): readonly PlacedMark[] {
  const drawn: PlacedMark[] = [];
  for (const mark of marks) {
    const last = drawn.at(-1);
    if (last === undefined || mark.column >= last.column + last.length) {
      drawn.push(mark);
      continue;
    }
    const kept = mark.isPrimary && !last.isPrimary ? mark : last;
    const label = [last.label, mark.label].filter((text) => text !== '').join('; ');
    drawn[drawn.length - 1] = { ...kept, label };
  }
  return drawn;
}
