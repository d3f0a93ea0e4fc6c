// Values that YAML cuts in two: `[concat(a, b)]` at the comma, `- conv(16, kernel: 3)` at the colon. What
// was meant as one value is told as one mistake.
import type { Reporter } from '../../../diagnostics/diagnostic.ts';
import { joinSpans, type Span, textAt } from '../../../diagnostics/source-file.ts';
import type { YamlEntry, YamlNode } from '../node.ts';

/** Anything in brackets or braces, with the place of all of it. */
export interface Piece {
  readonly value: YamlNode;
  readonly span: Span;
}

/**
 * Pieces of a collection, those that were meant as one value in the place of the first; it is reported
 * and unknown. `replace` puts the unknown value into a piece.
 */
export function joinSplitValues<P extends Piece>(
  pieces: readonly P[],
  replace: (piece: P, value: YamlNode) => P,
  reporter: Reporter,
): readonly P[] {
  const joined: P[] = [];
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    const last = lastOfValue(pieces, i);
    const end = pieces[last]?.span.end;
    if (last === i || end === undefined) {
      const cut = piece.value.kind === 'mapping' ? splitAtColon(piece.value.entries, reporter) : undefined;
      joined.push(cut ? replace(piece, cut) : piece);
      continue;
    }
    joined.push(replace(piece, reportUnquoted({ ...piece.value.span, end }, 'comma', reporter)));
    i = last;
  }
  return joined;
}

/** A mapping that was meant as a value with a colon in it, as the unknown value; else undefined. */
function splitAtColon([entry, ...others]: readonly YamlEntry[], reporter: Reporter): YamlNode | undefined {
  if (entry === undefined || others.length > 0 || !entry.key.isPlain || openBrackets(entry.key.text) <= 0)
    return undefined;
  return reportUnquoted(joinSpans(entry.key.span, entry.value.span), 'colon', reporter);
}

/** The unknown value in the place of one that YAML has cut. */
export function reportUnquoted(span: Span, sign: 'comma' | 'colon', reporter: Reporter): YamlNode {
  const text = textAt(span).replaceAll(/\s+/g, ' ');
  const quoted = `'${text.replaceAll("'", "''")}'`;
  reporter.report('yaml-unquoted', span, { text, sign }, { hint: `write ${quoted}`, fix: { span, text: quoted } });
  return { kind: 'nothing', isReported: true, span };
}

/** A call has fewer arguments: a bracket that stays open longer is never closed. */
const mostPieces = 100;

// The piece whose end closes the brackets that the value of the first one opens.
function lastOfValue(pieces: readonly Piece[], first: number): number {
  const value = pieces[first]?.value;
  const text = value && textOf(value);
  if (value === undefined || text === undefined) return first;
  let open = openBrackets(text);
  if (open <= 0) return first;
  const { source, end } = value.span;
  let read = end;
  for (let i = first + 1; i < Math.min(pieces.length, first + mostPieces); i++) {
    const next = pieces[i]?.span.end ?? read;
    open += openBrackets(source.text.slice(read, next));
    read = next;
    if (open === 0) return i;
  }
  return first;
}

// Of `[scar(width: 3, length: 5)]` the first piece is a mapping: `scar(width` is its key.
function textOf(value: YamlNode): string | undefined {
  if (value.kind === 'scalar') return value.isPlain ? value.text : undefined;
  const [entry, ...others] = value.kind === 'mapping' ? value.entries : [];
  if (entry === undefined || others.length > 0 || !entry.key.isPlain || openBrackets(entry.key.text) <= 0)
    return undefined;
  return value.span.source.text.slice(value.span.start, value.span.end);
}

export function openBrackets(text: string): number {
  let open = 0;
  for (const character of text) open += character === '(' ? 1 : character === ')' ? -1 : 0;
  return open;
}
