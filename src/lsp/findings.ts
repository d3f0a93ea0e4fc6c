// Diagnostics as editors show them, and the replacements that mend them.
import {
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as EditorDiagnostic,
  type Range,
} from 'vscode-languageserver';
import {
  acceptingLine,
  type Diagnostic,
  type Fix,
  isAcceptable,
  isShipped,
  isYaml,
  type Severity,
  textAt,
} from '../api/language.ts';
import { locationOf, offsetAt, rangeOf, type UriOf } from './places.ts';
import type { Analysis } from './workspace.ts';

const severities: { readonly [K in Severity]: DiagnosticSeverity } = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  note: DiagnosticSeverity.Information,
};

function editorDiagnostic(diagnostic: Diagnostic, uriOf: UriOf): EditorDiagnostic {
  const { code, severity, summary, label, hint, span, related } = diagnostic;
  const message = [summary, ...(label ? [label] : []), ...(hint ? [`help: ${hint}`] : [])].join('\n');
  const unused = code.startsWith('unused-');
  return {
    range: rangeOf(span),
    severity: severities[severity],
    code,
    source: 'anoseg',
    message,
    relatedInformation: related.map((place) => ({
      location: locationOf(place.span, uriOf),
      message: place.message,
    })),
    ...(unused
      ? { tags: [DiagnosticTag.Unnecessary] }
      : code === 'deprecated'
        ? { tags: [DiagnosticTag.Deprecated] }
        : {}),
  };
}

/** The findings of a pipeline by file. Files without any are there for the entry alone. */
export function findingsByFile(
  { uri, checked, diagnostics }: Analysis,
  uriOf: UriOf,
): ReadonlyMap<string, EditorDiagnostic[]> {
  const files = new Map<string, EditorDiagnostic[]>([[uri, []]]);
  for (const diagnostic of diagnostics) {
    const { source } = diagnostic.span;
    // Findings of the shipped library are ours to mend.
    if (isShipped(source.name)) continue;
    const own = source === checked.loaded.entry.parsed.file.source ? uri : uriOf(source);
    files.set(own, [...(files.get(own) ?? []), editorDiagnostic(diagnostic, uriOf)]);
  }
  return files;
}

/** Quick fixes of the findings that touch a range; of a warning also the comment that accepts it. */
export function quickFixes(analysis: Analysis, range: Range, uriOf: UriOf): CodeAction[] {
  const { uri, source, diagnostics } = analysis;
  const [from, to] = [offsetAt(source, range.start), offsetAt(source, range.end)];
  const touched = diagnostics.filter(({ span }) => span.source === source && span.start <= to && span.end >= from);
  const actionOf = (diagnostic: Diagnostic, title: string, fix: Fix) => ({
    title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [editorDiagnostic(diagnostic, uriOf)],
    edit: { changes: { [uri]: [{ range: rangeOf(fix.span), newText: fix.text }] } },
  });
  const mending = touched.flatMap((diagnostic): CodeAction[] => {
    const { fix } = diagnostic;
    if (fix === undefined || fix.span.source !== source) return [];
    const title = fixTitle(textAt(fix.span), fix.text);
    return [{ ...actionOf(diagnostic, title, fix), isPreferred: true }];
  });
  const accepting = touched
    .filter(({ code }) => isAcceptable(code))
    .map((one) => actionOf(one, `Accept \`${one.code}\` here, with a reason`, acceptanceOf(one, analysis)));
  return [...mending, ...accepting];
}

// Above what it is about. Without a reason it accepts nothing yet, and says so: that is for the user to write.
function acceptanceOf({ code, span }: Diagnostic, { source, checked }: Analysis): Fix {
  const { parsed } = checked.loaded.entry;
  const start = source.lineStarts[acceptingLine(parsed, span)] ?? 0;
  const indent = /^[ \t]*/.exec(source.text.slice(start))?.[0] ?? '';
  const text = `${indent}${isYaml(source) ? '#' : '//'} accept ${code}:\n`;
  return { span: { source, start, end: start }, text };
}

function fixTitle(before: string, after: string): string {
  if (before === '') return `Insert \`${after.trim()}\``;
  return after === '' ? `Remove \`${before.trim()}\`` : `Replace \`${before}\` with \`${after}\``;
}
