// The canonical form of a file, in either syntax. Line breaks inside chains and empty lines are the
// author's; all else follows from what the file says.
import { type Diagnostic, Reporter } from '../../diagnostics/diagnostic.ts';
import { bug } from '../../diagnostics/outside-error.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { checkKnownVersion } from '../load/check-file.ts';
import { contentOf } from '../load/content.ts';
import type { Parsed, Syntax } from '../syntax/parsed.ts';
import { writeParsed } from '../yaml/write/write-parsed.ts';
import { originalText } from './format/places.ts';
import { placedComments, printPipeline } from './format/print.ts';

export interface Formatted {
  /** Undefined where the file has syntax errors, or is of a version that this release cannot read. */
  readonly text: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Puts a newer spelling in the place of each old one that a check has found in a file. */
export function upgrade(source: SourceFile, diagnostics: readonly Diagnostic[]): SourceFile {
  const fixes = diagnostics.flatMap(({ code, fix }) =>
    (code === 'old-version' || code === 'deprecated') && fix?.span.source === source ? [fix] : [],
  );
  let text = source.text;
  for (const { span, text: current } of fixes.toSorted((a, b) => b.span.start - a.span.start))
    text = text.slice(0, span.start) + current + text.slice(span.end);
  return new SourceFile(source.name, text, source.path);
}

/** Brings a file into its canonical form. It may have any errors but those of syntax. */
export function format(source: SourceFile, syntax: Syntax): Formatted {
  const reporter = new Reporter();
  const parsed = syntax.parse(source, reporter);
  if (parsed.file.version) checkKnownVersion(parsed.file.version, reporter);
  const { diagnostics } = reporter;
  if (reporter.hasErrors) return { text: undefined, diagnostics };
  // A mapping of nothing has no other form: without its braces it would be no mapping.
  const { version, items } = parsed.file;
  const isEmpty = parsed.yaml !== undefined && version === undefined && items.length === 0;
  const text = isEmpty ? source.text : settled(parsed, syntax);
  return typeof text === 'string' ? { text, diagnostics } : { text: undefined, diagnostics: [...diagnostics, text] };
}

/** More than any file needs; one that keeps moving stays as it is. */
const mostPasses = 5;

// A comment between words that never stand on different lines, or inside brackets that are left out, finds
// its place in the first pass; its neighbours line up around it in the next.
function settled(parsed: Parsed, syntax: Syntax): string | Diagnostic {
  let current = parsed;
  for (let pass = 0; pass < mostPasses; pass++) {
    const { source } = current.file;
    const text = current.yaml ? writeParsed(current, syntax) : formatText(current, syntax);
    const next = checkUnchanged(current, new SourceFile(source.name, text, source.path), syntax);
    if ('severity' in next) return next;
    if (text === source.text || next.comments.length === 0) return text;
    current = next;
  }
  return current.file.source.text;
}

function formatText(parsed: Parsed, syntax: Syntax): string {
  const { source } = parsed.file;
  const original = originalText(source.text, syntax.words(source));
  const text = printPipeline(parsed.file, original, placedComments(parsed, original));
  original.finish();
  return text;
}

// A formatter that changes what a file says is worse than none. Returns the file as it is now.
function checkUnchanged(before: Parsed, source: SourceFile, syntax: Syntax): Parsed | Diagnostic {
  const reporter = new Reporter();
  const after = syntax.parse(source, reporter);
  const outgrown = outgrownLimit(before.file.source, reporter);
  if (outgrown) return outgrown;
  if (reporter.hasErrors || contentOf(after.file) !== contentOf(before.file))
    bug('formatting would change the pipeline');
  if (commentTexts(after) !== commentTexts(before)) bug('formatting would change the comments');
  return after;
}

/** What nobody sees is spelt out, which takes more room: the limit that a text passes by that, told of what it was written from. */
export function outgrownLimit(source: SourceFile, { diagnostics }: Reporter): Diagnostic | undefined {
  const found = diagnostics.find(({ code }) => code === 'too-large');
  if (found === undefined) return undefined;
  const lines = source.text.split('\n');
  const longest = lines.reduce((most, line, i) => (line.length > (lines[most]?.length ?? 0) ? i : most), 0);
  const start = lines.slice(0, longest).reduce((sum, line) => sum + line.length + 1, 0);
  const span = { source, start, end: start + (lines[longest]?.length ?? 0) };
  const hint = 'written anew it would be, since what nobody can see is spelt out; shorten this line';
  return { ...found, span, hint, fix: undefined };
}

// In YAML keys have an order of their own, and their comments with them; those inside of values are the
// language's own, or YAML's, by what the value becomes.
function commentTexts({ comments, yaml }: Parsed): string {
  const texts = comments.map(({ text }) => text.replace(/^(?:\/\/|#)/, '').trim());
  return (yaml ? texts.toSorted() : texts).join('\n');
}
