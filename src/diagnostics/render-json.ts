// Diagnostics as JSON: its names are a promise to scripts (docs/ci.md).
import type { Accepted } from './acceptance.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Span } from './source-file.ts';

interface JsonRange {
  readonly filename: string;
  readonly start: { readonly line: number; readonly column: number; readonly byte: number };
  readonly end: { readonly line: number; readonly column: number; readonly byte: number };
}

/** One document for any number of checked files. `accepted`: what comments accept, where it is to be told too. */
export function diagnosticsDocument(
  diagnostics: readonly Diagnostic[],
  valid: boolean,
  accepted: readonly Accepted[] = [],
) {
  const count = (severity: Diagnostic['severity']) => diagnostics.filter((d) => d.severity === severity).length;
  return {
    format_version: '1.0',
    valid,
    error_count: count('error'),
    warning_count: count('warning'),
    diagnostics: diagnostics.map(jsonDiagnostic),
    ...(accepted.length === 0
      ? {}
      : {
          accepted: accepted.map(({ diagnostic, acceptance: { reason } }) => ({
            ...jsonDiagnostic(diagnostic),
            reason,
          })),
        }),
  };
}

function jsonDiagnostic({ severity, code, summary, label, hint, span, related, fix }: Diagnostic) {
  return {
    severity,
    code,
    summary,
    ...(label === undefined ? {} : { detail: label }),
    ...(hint === undefined ? {} : { hint }),
    range: rangeOf(span),
    related: related.map(({ message, span: place }) => ({ message, range: rangeOf(place) })),
    // What the hint says as an edit: the text that replaces the range.
    ...(fix === undefined ? {} : { fix: { range: rangeOf(fix.span), text: fix.text } }),
  };
}

function rangeOf({ source, start, end }: Span): JsonRange {
  return { filename: source.name, start: source.position(start), end: source.position(end) };
}
