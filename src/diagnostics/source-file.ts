// A text with a name, and the places in it: offsets in UTF-16 units inside, lines and columns outside.

/** Lines and columns count from 1, columns in Unicode code points, bytes in UTF-8 from 0. */
export interface Position {
  readonly line: number;
  readonly column: number;
  readonly byte: number;
}

/** From `start` to before `end`, in UTF-16 units from the beginning of the file. */
export interface Span {
  readonly source: SourceFile;
  readonly start: number;
  readonly end: number;
}

export class SourceFile {
  #lineStarts: readonly number[] | undefined;
  #lineBytes: readonly number[] | undefined;

  constructor(
    /** As the user named it, for messages. */
    readonly name: string,
    readonly text: string,
    /** Where it lies, for imports; undefined for standard input. */
    readonly path: string | undefined = undefined,
  ) {}

  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  position(offset: number): Position {
    const index = this.lineIndex(offset);
    const before = this.text.slice(this.lineStarts[index] ?? 0, offset);
    this.#lineBytes ??= countBytes(this.text, this.lineStarts);
    return {
      line: index + 1,
      column: countCodePoints(withoutMark(before, index)) + 1,
      byte: (this.#lineBytes[index] ?? 0) + countBytesOf(before),
    };
  }

  /** The line with the given number from 1, without its end. */
  line(number: number): string {
    const start = this.lineStarts[number - 1] ?? this.text.length;
    const end = this.lineStarts[number] ?? this.text.length;
    return withoutMark(this.text.slice(start, end).replace(/[\r\n]+$/, ''), number - 1);
  }

  /** The index from 0 of the line in which an offset lies. */
  lineIndex(offset: number): number {
    const starts = this.lineStarts;
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** What stands in a place. */
export function textAt({ source, start, end }: Span): string {
  return source.text.slice(start, end);
}

/** The smallest span that holds both. */
export function joinSpans(first: Span, last: Span): Span {
  return { source: first.source, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

function findLineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

// In UTF-8, where each line starts.
function countBytes(text: string, lineStarts: readonly number[]): readonly number[] {
  const bytes: number[] = [];
  let total = 0;
  lineStarts.forEach((start, i) => {
    bytes.push(total);
    total += countBytesOf(text.slice(start, lineStarts[i + 1]));
  });
  return bytes;
}

// In UTF-8, where half a pair becomes the three bytes of the replacement character.
function countBytesOf(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) continue;
    const pair = isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(at + 1));
    count += code < 0x800 ? 1 : 2;
    if (pair) at += 1;
  }
  return count;
}

function countCodePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const pair = isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1));
    if (pair) at += 1;
    count += 1;
  }
  return count;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

// A byte order mark belongs to no column.
function withoutMark(text: string, lineIndex: number): string {
  return lineIndex === 0 && text.startsWith('\uFEFF') ? text.slice(1) : text;
}
