// Between places of ours, offsets in UTF-16 units, and those of the protocol, lines and units in them.
import { pathToFileURL } from 'node:url';
import type { Location, Position, Range } from 'vscode-languageserver';
import type { SourceFile, Span } from '../api/language.ts';

export function positionAt(source: SourceFile, offset: number): Position {
  const line = source.lineIndex(offset);
  return { line, character: offset - (source.lineStarts[line] ?? 0) };
}

export function rangeOf({ source, start, end }: Span): Range {
  return { start: positionAt(source, start), end: positionAt(source, end) };
}

/** A position behind the end of a line means its end. */
export function offsetAt(source: SourceFile, { line, character }: Position): number {
  const { lineStarts, text } = source;
  const start = lineStarts[line];
  if (start === undefined) return text.length;
  const next = lineStarts[line + 1];
  const end = next === undefined ? text.length : next - (text.startsWith('\r\n', next - 2) ? 2 : 1);
  return Math.min(start + Math.max(0, character), Math.max(start, end));
}

/** How editors name a file; `known`: those that are open keep the editor's own spelling. */
export type UriOf = (source: SourceFile) => string;

export function fileUri({ path, name }: SourceFile): string {
  return path === undefined ? name : pathToFileURL(path).href;
}

export function locationOf(span: Span, uriOf: UriOf): Location {
  return { uri: uriOf(span.source), range: rangeOf(span) };
}

/** True where a cursor at `offset` touches the span, also right behind it. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
