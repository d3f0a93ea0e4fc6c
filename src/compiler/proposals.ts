// No proposal is shown that was not tried: what stands in its place is checked, and it must mend its own finding and
// make no other. Where it does not, the finding keeps what can be said without it.
import type { Code } from '../diagnostics/catalogue.ts';
import type { Diagnostic, Fix } from '../diagnostics/diagnostic.ts';
import { nearest } from '../diagnostics/nearest.ts';
import { SourceFile, textAt } from '../diagnostics/source-file.ts';

/** Checks the pipeline anew with a text in the place of one of its files. */
export type CheckWith = (changed: SourceFile, instead: SourceFile) => readonly Diagnostic[];

export interface TrialSize {
  /** Characters of all files. */
  readonly characters: number;
  /** Operations of the model, as far as there is one. */
  readonly operations: number;
}

/** More proposals than these are of a file that is no pipeline; those above are not offered. */
const mostTrials = 24;
/** What all trials of one check may read and lay out together. */
const mostCharacters = 1_000_000;
const mostOperations = 20_000;

/** Newer spellings, which a table says; `fmt --upgrade` writes them all. */
const sure: ReadonlySet<Code> = new Set<Code>(['deprecated', 'old-version']);
/** Limits: such a file takes long to check, and its findings are not all. */
const endless: ReadonlySet<Code> = new Set<Code>(['too-large', 'too-many', 'tensor-too-large']);

export function withTriedFixes(
  diagnostics: readonly Diagnostic[],
  size: TrialSize,
  checkWith: CheckWith,
): readonly Diagnostic[] {
  if (!diagnostics.some(({ code, fix }) => fix !== undefined && !sure.has(code))) return diagnostics;
  let left = diagnostics.some(({ code }) => endless.has(code)) ? 0 : trialsFor(size);
  return diagnostics.map((diagnostic) => {
    const { code, fix } = diagnostic;
    if (fix === undefined || sure.has(code)) return diagnostic;
    const holds = left-- > 0 && mends(diagnostic, fix, diagnostics, checkWith);
    return holds ? diagnostic : { ...diagnostic, fix: undefined, hint: fix.otherwise };
  });
}

function trialsFor({ characters, operations }: TrialSize): number {
  const each = [mostCharacters / Math.max(1, characters), mostOperations / Math.max(1, operations)];
  return Math.min(mostTrials, ...each.map(Math.floor));
}

function mends(own: Diagnostic, fix: Fix, before: readonly Diagnostic[], checkWith: CheckWith): boolean {
  const { source, start, end } = fix.span;
  const text = source.text.slice(0, start) + fix.text + source.text.slice(end);
  if (text === source.text) return false;
  const after = checkWith(source, new SourceFile(source.name, text, source.path));
  const grown = fix.text.length - (end - start);
  const moved = (at: number) => (at >= end ? at + grown : Math.min(at, start + fix.text.length));
  const placeOf = ({ code, span }: Diagnostic, at: number) => `${code} ${span.source.name} ${at}`;
  const known = before.flatMap((d) => {
    const at = d.span.source === source ? moved(d.span.start) : d.span.start;
    return d === own ? [] : [placeOf(d, at)];
  });
  const places = new Set(known);
  const added = after.filter((d) => !places.has(placeOf(d, d.span.start)));
  const mended = { name: source.name, start, end: start + fix.text.length, replaced: source.text.slice(start, end) };
  return added.every((d) => wasHidden(d, mended));
}

interface Mended {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly replaced: string;
}

// What is doubtful is found only where nothing is wrong: it is no fault of the proposal, unless it is about its line.
// What is unused now is, where it was in use, or may well be what was meant.
function wasHidden({ code, severity, span }: Diagnostic, { name, start, end, replaced }: Mended): boolean {
  if (severity === 'error') return false;
  const isThere = span.source.name === name;
  if (code.startsWith('unused-')) {
    const unused = textAt(span);
    if (isThere && start <= span.start && span.end <= end) return true;
    const mayMean = /^\w+$/.test(replaced) && nearest(replaced, [unused]) !== undefined;
    return !mayMean && !replaced.split(/\W+/).includes(unused);
  }
  if (!isThere) return true;
  const line = span.source.lineIndex(span.start);
  return line < span.source.lineIndex(start) || line > span.source.lineIndex(end);
}
