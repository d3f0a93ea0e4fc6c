// The lines of a text as YAML lays them out: how far each is indented, and what stands behind.

export interface Line {
  readonly index: number;
  readonly start: number;
  /** Blanks, and tabs where somebody has written them. */
  readonly indent: string;
  /** Without the white space at both ends. */
  readonly body: string;
  /** Nothing but white space, or a comment. */
  readonly isEmpty: boolean;
  /** Behind the dash, if any: `key: value`. */
  readonly lead: string;
}

export function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split('\n').map((whole, index) => {
    const indent = /^\uFEFF?[ \t]*/.exec(whole)?.[0] ?? '';
    const body = whole.slice(indent.length).trimEnd();
    const lead = /^-[ \t]+/.exec(body)?.[0] ?? '';
    const line = { index, start, indent, body, isEmpty: body === '' || body.startsWith('#'), lead };
    start += whole.length + 1;
    return line;
  });
}

export function columnOf({ indent }: Line): number {
  return indent.length;
}

/** The line and those below that are indented further. */
export function blockAt(lines: readonly Line[], index: number): readonly Line[] {
  return takeWhile(lines, index, (line, first) => columnOf(line) > columnOf(first));
}

/** The line and those below that are indented as far or further, up to where a section begins. */
export function runAt(lines: readonly Line[], index: number, isSection: (line: Line) => boolean): readonly Line[] {
  return takeWhile(lines, index, (line, first) => columnOf(line) >= columnOf(first) && !isSection(line));
}

function takeWhile(
  lines: readonly Line[],
  index: number,
  belongs: (line: Line, first: Line) => boolean,
): readonly Line[] {
  const first = lines[index];
  if (first === undefined) return [];
  const taken = [first];
  for (const line of lines.slice(index + 1)) {
    if (!line.isEmpty && !belongs(line, first)) break;
    taken.push(line);
  }
  while (taken.at(-1)?.isEmpty === true && taken.length > 1) taken.pop();
  return taken;
}

/** The nearest line above (-1) or below (1) that says something. */
export function neighbour(lines: readonly Line[], index: number, step: -1 | 1): Line | undefined {
  for (let i = index + step; i >= 0 && i < lines.length; i += step) {
    const line = lines[i];
    if (line?.isEmpty === false) return line;
  }
  return undefined;
}
