// Changes of how far lines are indented, for mend.ts.
import type { Change } from './change.ts';
import { sectionKey } from './mend-marks.ts';
import { blockAt, columnOf, type Line, neighbour, runAt } from './text-lines.ts';

/** A tab is as wide as every editor likes: tried are the widths that people have. */
const tabWidths = [2, 4, 8];

/** Blanks in the place of all tabs; or, for one line, the blanks of a neighbour. */
export function* tabMends(lines: readonly Line[]): Generator<Change> {
  const tabbed = lines.filter(
    ({ indent, isEmpty, lead }) => !isEmpty && (indent.includes('\t') || lead.includes('\t')),
  );
  const [first] = tabbed;
  if (first === undefined) return;
  const message = 'a tab indents this line';
  const isInFront = first.indent.includes('\t');
  const hint = tabbed.length === 1 ? 'indent it with blanks' : 'indent with blanks, here and below';
  const columns = new Set(
    [-1, 1].flatMap((step) => neighbour(lines, first.index, step === 1 ? 1 : -1) ?? []).map(columnOf),
  );
  const together = tabbed.every(({ index }, i) => index === first.index + i);
  if (together)
    for (const column of columns)
      yield {
        message,
        hint,
        isInFront,
        lines: new Map(tabbed.map((line) => [line.index, ' '.repeat(column) + behindTabs(line, 2)])),
      };
  for (const width of tabWidths) {
    const changed = tabbed.map(
      (line) => [line.index, line.indent.replaceAll('\t', ' '.repeat(width)) + behindTabs(line, width)] as const,
    );
    yield { message, hint, isInFront, lines: new Map(changed) };
  }
}

function behindTabs({ body, lead }: Line, width: number): string {
  return lead.includes('\t') ? `-${' '.repeat(Math.max(1, width - 1))}${body.slice(lead.length)}` : body;
}

/** The line, with or without what is below, at the columns of lines around it. */
export function* indentMends(lines: readonly Line[], line: Line): Generator<Change> {
  const own = columnOf(line);
  const block = blockAt(lines, line.index);
  const run = runAt(lines, line.index, (other) => sectionKey(other) !== undefined);
  // The parts of a network or block, without the one behind it.
  const parts = partKey.test(line.body) ? run.slice(0, endOfParts(run, own)) : run;
  for (const column of columnsAround(lines, line).filter((other) => other !== own)) {
    const groups = column < own ? [block, [line], parts, run] : [[line], block, parts, run];
    const sizes = new Set<number>();
    for (const group of groups) {
      if (sizes.has(group.length)) continue;
      sizes.add(group.length);
      yield { ...telling(line, column, lines), lines: shifted(group, column - own) };
    }
  }
}

const partKey = /^(?:doc|inputs|parameters|values|return):/;

function endOfParts(run: readonly Line[], column: number): number {
  const end = run.findIndex((line) => !line.isEmpty && columnOf(line) === column && !partKey.test(line.body));
  return end < 0 ? run.length : end;
}

function telling(line: Line, column: number, lines: readonly Line[]): Pick<Change, 'message' | 'hint'> {
  const section = sectionKey(line);
  if (section !== undefined && column === 0)
    return { message: `the section \`${section}\` is indented`, hint: 'it begins at the first column' };
  const own = columnOf(line);
  const owner = ownerAt(lines, line, column);
  const below = owner === undefined ? '' : `, below \`${owner}\``;
  const blanks = column === 1 ? 'one blank' : `${column} blanks`;
  const message = `this line is indented too ${column < own ? 'far' : 'little'}`;
  return { message, hint: column === 0 ? 'it begins at the first column' : `indent it by ${blanks}${below}` };
}

/** The key that a line at a column belongs to. */
function ownerAt(lines: readonly Line[], line: Line, column: number): string | undefined {
  const above = lines.slice(0, line.index).findLast((other) => !other.isEmpty && columnOf(other) < column);
  return above && /^(?:- +)?([^\s:]+(?:, [^\s:]+)*):/.exec(above.body)?.[1];
}

// Nearest first; behind a dash, and below a key, lines stand further in.
function columnsAround(lines: readonly Line[], line: Line): readonly number[] {
  const columns: number[] = [];
  const above = neighbour(lines, line.index, -1);
  const below = neighbour(lines, line.index, 1);
  if (above?.body.endsWith(':')) columns.push(columnOf(above) + above.lead.length + 2);
  for (const other of [above, below]) if (other) columns.push(columnOf(other), columnOf(other) + other.lead.length);
  let lowest = Number.MAX_SAFE_INTEGER;
  for (let other = above; other !== undefined && lowest > 0; other = neighbour(lines, other.index, -1)) {
    if (columnOf(other) >= lowest) continue;
    lowest = columnOf(other);
    columns.push(lowest, lowest + 2);
  }
  const own = columnOf(line);
  return [...new Set(columns)].toSorted((a, b) => Math.abs(a - own) - Math.abs(b - own));
}

function shifted(group: readonly Line[], by: number): Change['lines'] {
  return new Map(
    group.map((line) => [line.index, line.body === '' ? '' : ' '.repeat(Math.max(0, columnOf(line) + by)) + line.body]),
  );
}
