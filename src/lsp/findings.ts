// Diagnostics as editors show them, and the replacements that mend them.
import {
  type CodeAction,
  CodeActionKind,
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic as EditorDiagnostic,
  type Range,
} from 'vscode-languageserver';
import { type Diagnostic, isShipped, type Severity } from '../api/language.ts';
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
export function findingsByFile({ uri, checked }: Analysis, uriOf: UriOf): ReadonlyMap<string, EditorDiagnostic[]> {
  const files = new Map<string, EditorDiagnostic[]>([[uri, []]]);
  for (const diagnostic of checked.diagnostics) {
    const { source } = diagnostic.span;
    // Findings of the shipped library are ours to mend.
    if (isShipped(source.name)) continue;
    const own = source === checked.loaded.entry.parsed.file.source ? uri : uriOf(source);
    files.set(own, [...(files.get(own) ?? []), editorDiagnostic(diagnostic, uriOf)]);
  }
  return files;
}

/** Quick fixes of the findings that touch a range. */
export function quickFixes({ uri, source, checked }: Analysis, range: Range, uriOf: UriOf): CodeAction[] {
  const [from, to] = [offsetAt(source, range.start), offsetAt(source, range.end)];
  return checked.diagnostics.flatMap((diagnostic): CodeAction[] => {
    const { fix, span } = diagnostic;
    if (fix === undefined || span.source !== source || fix.span.source !== source) return [];
    if (span.start > to || span.end < from) return [];
    return [
      {
        title: fixTitle(source.text.slice(fix.span.start, fix.span.end), fix.text),
        kind: CodeActionKind.QuickFix,
        isPreferred: true,
        diagnostics: [editorDiagnostic(diagnostic, uriOf)],
        edit: { changes: { [uri]: [{ range: rangeOf(fix.span), newText: fix.text }] } },
      },
    ];
  });
}

function fixTitle(before: string, after: string): string {
  if (before === '') return `Insert \`${after.trim()}\``;
  return after === '' ? `Remove \`${before.trim()}\`` : `Replace \`${before}\` with \`${after}\``;
}
