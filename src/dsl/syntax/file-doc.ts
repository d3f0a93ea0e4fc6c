// Doc comments at the beginning of a file: those before the first empty line describe the file, the others
// what is below them.

import type { Item } from './ast.ts';
import type { ParsedFile } from './grammar.ts';
import type { Comment } from './parsed.ts';
import { isDocText } from './tokens.ts';

/** `comments`: of all of the file. The parser gives all docs before the first item to that. */
export function withFileDoc<F extends ParsedFile>(file: F, comments: readonly Comment[], text: string): F {
  const [first, ...others] = file.items;
  if (first === undefined || !('doc' in first) || first.doc === undefined) return file;
  const docs = comments.filter((comment) => comment.start < first.span.start && isDocText(comment.text));
  const ends = [...docs.slice(1).map(({ start }) => start), first.span.start];
  const last = docs.findIndex((comment, i) => isApart(text.slice(comment.start + comment.text.length, ends[i])));
  if (last < 0) return file;
  const item: Item = { ...first, doc: docOf(docs.slice(last + 1)) };
  return { ...file, doc: docOf(docs.slice(0, last + 1)), items: [item, ...others] };
}

function isApart(between: string): boolean {
  const lines = between.split(/\r\n|\r|\n/);
  return lines.slice(1, -1).some((line) => line.trim() === '');
}

function docOf(comments: readonly Comment[]): string | undefined {
  return comments.length === 0 ? undefined : comments.map(({ text }) => text.slice(3).trim()).join('\n');
}
