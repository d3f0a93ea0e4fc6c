// Text that can be laid out in several ways: words, places where a line may break, groups that break
// together. Made by the printers, rendered by render.ts. Comments are woven in by their places: every
// word may know where in the source it stands, and every larger piece which stretch it covers.

/** A word of the language. `at` is undefined for one that the source does not have. */
export interface Word {
  readonly kind: 'word';
  readonly text: string;
  readonly at: number | undefined;
}

export type Layout =
  | Word
  /** Blanks between words. */
  | { readonly kind: 'space'; readonly width: number }
  /** A place where a group may break; on one line it is a blank or nothing. */
  | { readonly kind: 'line'; readonly flat: '' | ' ' }
  /** Only where the group around it is broken. */
  | { readonly kind: 'broken-only'; readonly text: string }
  /** Between two statements or items: a new line, or two. */
  | Gap
  | Comment
  /** What neighbouring lines may line up at: an arrow of a chain, or its beginning. */
  | { readonly kind: 'mark'; readonly chain: object; readonly is: 'start' | 'arrow' }
  | Concat
  | Group
  | Indented;

export interface Gap {
  readonly kind: 'gap';
  /** The author left a line empty here. */
  readonly blank: boolean;
  /** An empty line belongs here in any case. */
  readonly required: boolean;
}

export interface Comment {
  readonly kind: 'comment';
  readonly text: string;
  /** Alone on its line; else at the end of one. */
  readonly own: boolean;
  readonly blank: boolean;
}

interface Piece {
  /** Places of the first and last words in it; undefined where none is known. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** A line breaks in it whatever the width. */
  readonly breaks: boolean;
}

export interface Concat extends Piece {
  readonly kind: 'concat';
  readonly parts: readonly Layout[];
  /** Statements or items: comments in it keep the empty lines around them. */
  readonly body: boolean;
}

export interface Group extends Piece {
  readonly kind: 'group';
  readonly inner: Layout;
}

/** Further lines begin `by` columns further than those around, or than the column where this begins. */
export interface Indented extends Piece {
  readonly kind: 'nested' | 'aligned';
  readonly by: number;
  readonly inner: Layout;
}

export const space: Layout = { kind: 'space', width: 1 };
export const line: Layout = { kind: 'line', flat: ' ' };
export const softline: Layout = { kind: 'line', flat: '' };
export const hardline: Layout = { kind: 'gap', blank: false, required: false };
export const trailingComma: Layout = { kind: 'broken-only', text: ',' };

export function spaces(width: number): Layout {
  return { kind: 'space', width };
}

export function word(text: string, at: number | undefined): Word {
  return { kind: 'word', text, at };
}

/** Where a comment in front of a closing bracket stands: inside, after what comes before it. */
export function before({ at }: Word): Word {
  return word('', at === undefined ? undefined : at - 0.5);
}

export function concat(parts: readonly Layout[], body = false): Concat {
  return { kind: 'concat', parts, body, ...pieceOf(parts) };
}

export function group(inner: Layout, broken = false): Group {
  const piece = pieceOf([inner]);
  return { kind: 'group', inner, ...piece, breaks: broken || piece.breaks };
}

export function nested(inner: Layout, by = 2): Indented {
  return { kind: 'nested', by, inner, ...pieceOf([inner]) };
}

export function aligned(inner: Layout, by = 0): Indented {
  return { kind: 'aligned', by, inner, ...pieceOf([inner]) };
}

/** The pieces with separators between each two. */
export function join(separators: readonly Layout[], pieces: readonly Layout[]): readonly Layout[] {
  return pieces.flatMap((piece, i) => (i === 0 ? [piece] : [...separators, piece]));
}

export function placesOf(layout: Layout): { readonly from: number | undefined; readonly to: number | undefined } {
  if (layout.kind === 'word') return { from: layout.at, to: layout.at };
  return 'from' in layout ? layout : { from: undefined, to: undefined };
}

function pieceOf(parts: readonly Layout[]): Piece {
  let from: number | undefined;
  let to: number | undefined;
  let breaks = false;
  for (const part of parts) {
    const places = placesOf(part);
    from ??= places.from;
    to = places.to ?? to;
    breaks ||= part.kind === 'gap' || part.kind === 'comment' || ('breaks' in part && part.breaks);
  }
  return { from, to, breaks };
}
