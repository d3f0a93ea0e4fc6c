// One cause, one finding: where the layout of a YAML file is broken (indentation, dashes, colons, quotes, brackets), the
// change of one place is looked for that makes it whole. Only a change after which the file is read is told.
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile, Span } from '../../../diagnostics/source-file.ts';
import type { Change } from './change.ts';
import { indentMends, tabMends } from './mend-indents.ts';
import { markMends } from './mend-marks.ts';
import { characterMends, valueMends, wholeMends } from './mend-values.ts';
import { type Line, linesOf, neighbour } from './text-lines.ts';

export interface Mend {
  readonly message: string;
  readonly hint: string;
  /** Where it is told. */
  readonly span: Span;
  readonly fix: { readonly span: Span; readonly text: string };
}

/** Bounds the work: a broken file is looked at again for each try. */
const mostTries = 200;
const mostCharacters = 600_000;
/** Problems that are looked at: mostly the first is the cause. */
const mostProblems = 3;

/** `problems` of the layout, in their order; `isUnreadable`: it is no YAML. `read` tells what is wrong with a text. */
export function findMend(
  source: SourceFile,
  problems: readonly Diagnostic[],
  isUnreadable: boolean,
  read: (text: string) => readonly Diagnostic[],
): Mend | undefined {
  const lines = linesOf(source.text);
  let tries = Math.min(mostTries, Math.floor(mostCharacters / (source.text.length + 1)));
  let partial: Mend | undefined;
  const place = source.lineIndex(problems[0]?.span.start ?? 0);
  for (const change of changesFor(lines, problems, source)) {
    if (tries-- <= 0) break;
    const mend = mendOf(source, lines, change);
    if (mend === undefined) continue;
    const { span, text } = mend.fix;
    const left = read(source.text.slice(0, span.start) + text + source.text.slice(span.end));
    if (left.length === 0) return mend;
    const isThere = change.lines.has(place) || change.lines.size > 1;
    if (
      isUnreadable &&
      partial === undefined &&
      isThere &&
      change.isGuess !== true &&
      left.every((one) => isBehind(one, mend))
    )
      partial = mend;
  }
  // Where several places are broken, the first is told.
  return partial;
}

// By a line: what stands next to the change may come of it.
function isBehind({ span }: Diagnostic, { fix }: Mend): boolean {
  const end = span.source.lineIndex(fix.span.start + fix.text.length);
  return span.source.lineIndex(span.start) > end + 1;
}

function* changesFor(lines: readonly Line[], problems: readonly Diagnostic[], source: SourceFile): Generator<Change> {
  yield* wholeMends(lines);
  yield* tabMends(lines);
  const indices = new Set<number>();
  for (const { span } of problems.slice(0, mostProblems)) {
    const index = source.lineIndex(span.start);
    for (const line of [lines[index], neighbour(lines, index, -1), neighbour(lines, index, 1)])
      if (line?.isEmpty === false) indices.add(line.index);
  }
  const near = [...indices].flatMap((index) => lines[index] ?? []);
  for (const line of near) yield* markMends(lines, line);
  for (const line of near) yield* valueMends(lines, line);
  for (const line of near) yield* indentMends(lines, line);
  // A quote that is not closed is told where another begins, or at the end of the file.
  const unquoted = lines.filter((line) => hasOpenQuote(line) && !indices.has(line.index)).slice(0, mostProblems);
  for (const line of unquoted) for (const change of valueMends(lines, line)) yield { ...change, isGuess: true };
  for (const line of [...near, ...unquoted]) yield* characterMends(line);
}

function hasOpenQuote({ body, isEmpty }: Line): boolean {
  const odd = (quote: RegExp) => (body.match(quote) ?? []).length % 2 === 1;
  return !isEmpty && (odd(/'/g) || odd(/(?<!\\)"/g));
}

function mendOf(
  source: SourceFile,
  lines: readonly Line[],
  { message, hint, isInFront, lines: changed }: Change,
): Mend | undefined {
  const indices = [...changed.keys()];
  const [first, last] = [lines[Math.min(...indices)], lines[Math.max(...indices)]];
  if (first === undefined || last === undefined) return undefined;
  const texts = lines.slice(first.index, last.index + 1).flatMap((line) => {
    const before = textOf(source, lines, line);
    if (!changed.has(line.index)) return [before];
    const text = changed.get(line.index);
    return text === undefined ? [] : [before.endsWith('\r') && source.text.includes('\n') ? `${text}\r` : text];
  });
  const span = { source, start: first.start, end: last.start + textOf(source, lines, last).length };
  const text = texts.join('\n');
  if (text === source.text.slice(span.start, span.end)) return undefined;
  const inner = first.start + first.indent.length;
  const at = isInFront
    ? { source, start: first.start, end: inner }
    : { source, start: inner, end: inner + first.body.length };
  return { message, hint: hint ?? `write \`${texts[0]?.trim() ?? ''}\``, span: at, fix: { span, text } };
}

function textOf(source: SourceFile, lines: readonly Line[], { index, start }: Line): string {
  return source.text.slice(start, (lines[index + 1]?.start ?? source.text.length + 1) - 1);
}
