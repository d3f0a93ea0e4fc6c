// Rendered rows to lines: the arrows of neighbouring chains that look alike stand below each other, and
// so do comments at line ends.
import { type Cells, columnWidths } from './columns.ts';
import type { Row } from './render.ts';

/** The most blanks that lining up may put before an arrow. */
const widestArrowFill = 12;
/** The same before a comment. */
const widestCommentFill = 24;

export function lineUp(rows: readonly Row[]): readonly string[] {
  const texts = lineUpArrows(rows);
  const cells = rows.map(({ indent, comment }, i): Cells => {
    const width = indent + (texts[i] ?? '').length;
    return {
      key: comment === undefined ? undefined : indent,
      widths: [width],
      rest: 2 + (comment ?? '').length,
    };
  });
  const widths = columnWidths(cells, widestCommentFill);
  return rows.map(({ indent, comment }, i) => {
    const text = texts[i] ?? '';
    const code = `${' '.repeat(text === '' ? 0 : indent)}${text}`;
    return comment === undefined ? code : `${code.padEnd(widths[i]?.[0] ?? 0)}  ${comment}`;
  });
}

// Whole chains line up with whole chains of as many steps; so do parts of a broken chain behind its beginning.
function lineUpArrows(rows: readonly Row[]): readonly string[] {
  const chains = new Map<object, { readonly id: number; arrows: number }>();
  for (const { chain, is } of rows.flatMap(({ marks }) => marks)) {
    const known = chains.get(chain) ?? { id: chains.size, arrows: 0 };
    chains.set(chain, known);
    if (is === 'arrow') known.arrows += 1;
  }
  const cells = rows.map(({ marks, indent, text }): Cells => {
    const columns = marks.filter(({ is }) => is === 'arrow').map(({ column }) => column);
    const first = marks[0];
    const chain = first && chains.get(first.chain);
    const whole = first?.is === 'start' && chain?.arrows === columns.length;
    const part = first?.is === 'arrow';
    const key =
      columns.length > 0 && (whole || part) ? `${whole ? '' : chain?.id}/${columns.length}/${indent}` : undefined;
    const widths = columns.map((column, i) => (i === 0 ? indent + column : column - (columns[i - 1] ?? 0)));
    return { key, widths, rest: text.length - (columns.at(-1) ?? 0) };
  });
  const filled = columnWidths(cells, widestArrowFill);
  return rows.map(({ text, indent }, i) => fill(text, indent, cells[i]?.widths ?? [], filled[i] ?? []));
}

function fill(text: string, indent: number, cells: readonly number[], widths: readonly number[]): string {
  let at = -indent;
  const parts = cells.map((cell, i) => {
    const part = text.slice(Math.max(0, at), at + cell);
    const width = (widths[i] ?? 0) - (i === 0 ? indent : 0);
    at += cell;
    return part.padEnd(width);
  });
  return parts.join('') + text.slice(Math.max(0, at));
}
