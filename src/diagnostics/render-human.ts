// A diagnostic as people read it: what, where, the line itself with the place underlined, what else
// belongs to it, and a hint.
import type { Severity } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import { noPaint, type Paint } from './paint.ts';
import { type Mark, renderSnippet } from './snippet.ts';
import type { SourceFile } from './source-file.ts';
import { clean } from './terminal-text.ts';

export type { Paint };

export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint = noPaint): string {
  const { code, severity, summary, span, hint } = diagnostic;
  const marks = marksByFile(diagnostic);
  const lastLine = Math.max(...[...marks].flatMap(([source, own]) => own.map((mark) => lineOf(source, mark))));
  const gutter = String(lastLine).length;
  const margin = ' '.repeat(gutter);
  const files = [...marks].flatMap(([source, own], i) => {
    const first = own.find(({ isPrimary }) => isPrimary) ?? own[0];
    const { line, column } = source.position((first?.span ?? span).start);
    return [
      `${margin}${paint.dim(i === 0 ? '-->' : ':::')} ${clean(source.name)}:${line}:${column}`,
      ...(i === 0 ? [paint.dim(`${margin} |`)] : []),
      ...renderSnippet(source, own, { severity, paint, gutter }),
    ];
  });
  return [
    `${paint[severity](`${severity}[${code}]`)}: ${paint.bold(clean(summary))}`,
    ...files,
    ...(hint === undefined ? [] : [`${margin} = ${paint.bold('help')}: ${clean(hint)}`]),
  ].join('\n');
}

/** `2 errors, 1 warning`, or undefined where there is nothing to count. */
export function countSummary(diagnostics: readonly Diagnostic[]): string | undefined {
  const count = (severity: Severity) => diagnostics.filter((d) => d.severity === severity).length;
  const part = (number: number, noun: string) => (number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`]);
  const parts = [...part(count('error'), 'error'), ...part(count('warning'), 'warning')];
  return parts.length === 0 ? undefined : parts.join(', ');
}

// The file of the finding itself comes first.
function marksByFile({ span, label, related }: Diagnostic): ReadonlyMap<SourceFile, readonly Mark[]> {
  const marks = new Map<SourceFile, Mark[]>([[span.source, [{ span, label: label ?? '', isPrimary: true }]]]);
  for (const { span: place, message } of related) {
    const own = marks.get(place.source) ?? [];
    marks.set(place.source, [...own, { span: place, label: message, isPrimary: false }]);
  }
  return marks;
}

function lineOf(source: SourceFile, { span }: Mark): number {
  return source.lineIndex(span.start) + 1;
}
