// What must hold for any text: a check ends without an exception, its findings lie in their files and can be told in
// every format, nothing that a terminal would obey is printed, and what can be parsed keeps its meaning when it is
// formatted or converted.
import path from 'node:path';
import { type Checked, check } from '../../src/compiler/check.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { renderGithub } from '../../src/diagnostics/render-github.ts';
import { renderDiagnostic } from '../../src/diagnostics/render-human.ts';
import { diagnosticsDocument } from '../../src/diagnostics/render-json.ts';
import { sarifLog } from '../../src/diagnostics/render-sarif.ts';
import { SourceFile, type Span } from '../../src/diagnostics/source-file.ts';
import { contentDigest } from '../../src/dsl/load/content.ts';
import { convert } from '../../src/dsl/rewrite/convert.ts';
import { format } from '../../src/dsl/rewrite/format.ts';
import type { Syntax } from '../../src/dsl/syntax/parsed.ts';
import { type FuzzCase, readerOf, root } from './case.ts';

/** What is wrong with us, not with the case; empty where all is well. `formats`: whether it is formatted too. */
export function examine(subject: FuzzCase, syntax: Syntax, formats = true): readonly string[] {
  const source = new SourceFile(subject.name, subject.text, path.join(root, subject.name));
  const complaints: string[] = [];
  const attempt = <T>(what: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      complaints.push(`${what}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 1200) : error}`);
      return undefined;
    }
  };
  const checked = attempt('check', () => checkCase(source, subject, syntax));
  if (checked === undefined) return complaints;
  const { diagnostics } = checked;
  complaints.push(...diagnostics.flatMap(misplaced));
  attempt('telling', () => complaints.push(...untellable(diagnostics)));
  if (formats) attempt('formatting', () => complaints.push(...formattingProblems(source, checked, subject, syntax)));
  return complaints;
}

function checkCase(source: SourceFile, subject: FuzzCase, syntax: Syntax): Checked {
  return check(source, { syntax, reader: readerOf(subject), overrides: new Map(), name: 'fuzz', memory: 8e9 });
}

function misplaced({ code, span, related, fix }: Diagnostic): readonly string[] {
  const isInside = ({ source, start, end }: Span) => 0 <= start && start <= end && end <= source.text.length;
  const spans = [span, ...related.map((place) => place.span), ...(fix ? [fix.span] : [])];
  return spans.every(isInside) ? [] : [`${code} lies outside of its file`];
}

// Control characters but for the line's end, and what turns the direction of text.
const obeyed = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

function untellable(diagnostics: readonly Diagnostic[]): readonly string[] {
  const human = diagnostics.map((diagnostic) => renderDiagnostic(diagnostic));
  const github = diagnostics.map((diagnostic) => renderGithub(diagnostic, (name) => name));
  const machine = [sarifLog(diagnostics, '1.0.0'), diagnosticsDocument(diagnostics, diagnostics.length === 0)];
  for (const document of machine) JSON.parse(JSON.stringify(document));
  const printed = [...human.flatMap((text) => text.split('\n')), ...github];
  return printed.flatMap((line) => (obeyed.test(line) ? [`a terminal would obey: ${JSON.stringify(line)}`] : []));
}

function formattingProblems(source: SourceFile, before: Checked, subject: FuzzCase, syntax: Syntax): readonly string[] {
  const { text } = format(source, syntax);
  if (text === undefined) return [];
  const formatted = new SourceFile(source.name, text, source.path);
  const problems: string[] = [];
  if (format(formatted, syntax).text !== text) problems.push('formatting is not idempotent');
  const after = checkCase(formatted, { ...subject, text }, syntax);
  if (codesOf(after) !== codesOf(before))
    problems.push(`formatting changes findings: ${codesOf(before)} to ${codesOf(after)}`);
  if (contentDigest(after.loaded) !== contentDigest(before.loaded)) problems.push('formatting changes the digest');
  const other = convert(source, source.name.endsWith('.anoseg') ? 'yaml' : 'anoseg', syntax);
  if (other.text === undefined || before.model === undefined) return problems;
  const name = source.name.endsWith('.anoseg') ? 'main.yaml' : 'main.anoseg';
  const twin = new SourceFile(name, other.text, path.join(root, name));
  const converted = checkCase(twin, { ...subject, name, text: other.text }, syntax);
  if (contentDigest(converted.loaded) !== contentDigest(before.loaded)) problems.push('converting changes the digest');
  if (converted.model === undefined) problems.push(`converting makes errors: ${codesOf(converted)}`);
  return problems;
}

function codesOf({ diagnostics }: Checked): string {
  return diagnostics
    .map(({ code }) => code)
    .toSorted()
    .join(' ');
}
