// A layout to rows of text: each group stays on one line where it fits, else all its places break.
import type { Layout } from './layout.ts';

/** The longest line of code, in characters. */
export const maximumWidth = 100;

export interface Mark {
  readonly chain: object;
  readonly is: 'start' | 'arrow';
  readonly column: number;
}

export interface Row {
  readonly indent: number;
  /** Without the indentation and the comment; empty for an empty line. */
  readonly text: string;
  readonly marks: readonly Mark[];
  /** At the end of the line. */
  readonly comment: string | undefined;
}

interface Task {
  readonly layout: Layout;
  readonly indent: number;
  readonly broken: boolean;
}

/** `indent`: where the first row begins. */
export function render(layout: Layout, width = maximumWidth): readonly Row[] {
  const page = new Page();
  const tasks: Task[] = [{ layout, indent: 0, broken: true }];
  for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
    const { layout: piece, indent, broken } = task;
    switch (piece.kind) {
      case 'word':
        page.write(piece.text, indent);
        break;
      case 'space':
        page.skip(piece.width);
        break;
      case 'broken-only':
        if (broken) page.write(piece.text, indent);
        break;
      case 'line':
        if (broken) page.breakLine(indent, false);
        else page.skip(piece.flat.length);
        break;
      case 'gap':
        page.breakLine(indent, piece.blank || piece.required);
        break;
      case 'comment':
        page.comment(piece.text, piece.own, piece.blank, indent);
        break;
      case 'mark':
        page.mark(piece.chain, piece.is, indent);
        break;
      case 'concat':
        for (const part of piece.parts.toReversed()) tasks.push({ layout: part, indent, broken });
        break;
      case 'group': {
        const breaks = piece.breaks || !fits(piece.inner, tasks, width - page.column(indent));
        tasks.push({ layout: piece.inner, indent, broken: breaks });
        break;
      }
      case 'nested':
        tasks.push({ layout: piece.inner, indent: indent + piece.by, broken });
        break;
      case 'aligned':
        tasks.push({ layout: piece.inner, indent: page.column(indent) + piece.by, broken });
        break;
    }
  }
  return page.rows();
}

// Whether a piece fits on the rest of the line, with all that follows it before the next place that can break.
function fits(inner: Layout, after: readonly Task[], width: number): boolean {
  let left = width;
  let next = after.length - 1;
  let behind = false;
  const tasks: Pick<Task, 'layout' | 'broken'>[] = [{ layout: inner, broken: false }];
  while (left >= 0) {
    if (tasks.length === 0) behind = true;
    const task = tasks.pop() ?? after[next--];
    if (task === undefined) return true;
    const { layout, broken } = task;
    switch (layout.kind) {
      case 'word':
        left -= layout.text.length;
        break;
      case 'space':
        left -= layout.width;
        break;
      case 'line':
        if (broken) return true;
        left -= layout.flat.length;
        break;
      case 'gap':
      case 'comment':
        return true;
      case 'broken-only':
        if (broken) left -= layout.text.length;
        break;
      case 'concat':
        for (const part of layout.parts.toReversed()) tasks.push({ layout: part, broken });
        break;
      case 'group':
        tasks.push({ layout: layout.inner, broken: layout.breaks || behind });
        break;
      case 'nested':
      case 'aligned':
        tasks.push({ layout: layout.inner, broken });
        break;
      case 'mark':
        break;
    }
  }
  return false;
}

// The rows so far. A comment ends its row: the next word begins another one, further in where nothing
// else breaks the line there.
class Page {
  readonly #rows: Row[] = [];
  #indent = 0;
  #text = '';
  #marks: Mark[] = [];
  #comment: string | undefined;
  #pending = 0;
  #mustBreak = false;

  /** Where the next word would begin. */
  column(indent: number): number {
    return this.#mustBreak ? indent + 2 : this.#indent + this.#text.length + this.#pending;
  }

  write(text: string, indent: number): void {
    if (text === '') return;
    if (this.#mustBreak) this.breakLine(indent + 2, false);
    this.#text += ' '.repeat(this.#pending) + text;
    this.#pending = 0;
  }

  skip(width: number): void {
    if (this.#text !== '' && !this.#mustBreak) this.#pending += width;
  }

  mark(chain: object, is: Mark['is'], indent: number): void {
    if (this.#mustBreak) this.breakLine(indent + 2, false);
    this.#marks.push({ chain, is, column: this.#text.length + this.#pending });
  }

  breakLine(indent: number, blank: boolean): void {
    this.#rows.push({ indent: this.#indent, text: this.#text, marks: this.#marks, comment: this.#comment });
    if (blank) this.#rows.push({ indent: 0, text: '', marks: [], comment: undefined });
    this.#indent = indent;
    this.#text = '';
    this.#marks = [];
    this.#comment = undefined;
    this.#pending = 0;
    this.#mustBreak = false;
  }

  comment(text: string, own: boolean, blank: boolean, indent: number): void {
    if (own || this.#mustBreak || this.#text === '') {
      if (this.#text !== '') this.breakLine(indent, blank);
      this.#text = text;
    } else {
      this.#comment = text;
    }
    this.#pending = 0;
    this.#mustBreak = true;
  }

  rows(): readonly Row[] {
    this.breakLine(0, false);
    return this.#rows;
  }
}
