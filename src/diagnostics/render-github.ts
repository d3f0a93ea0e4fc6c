// Diagnostics as GitHub's workflow commands: each becomes an annotation at its line of the diff.
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
import type { Severity } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';
import { isOfPackage, isShipped } from './shipped-name.ts';
import type { Span } from './source-file.ts';
import { clean } from './terminal-text.ts';

const commands: { readonly [K in Severity]: string } = { error: 'error', warning: 'warning', note: 'notice' };

/** `nameOf`: the path of a file below the repository. */
export function renderGithub(diagnostic: Diagnostic, nameOf: (name: string) => string): string {
  const { severity, code, summary, label, hint, span, related } = diagnostic;
  const lines = [
    label === undefined ? summary : `${summary}: ${label}`,
    ...related.map(({ message, span: place }) => `${message}: ${placeText(place, nameOf)}`),
    ...(hint === undefined ? [] : [`help: ${hint}`]),
  ];
  const { source, start, end } = span;
  const [from, to] = [source.position(start), source.position(Math.max(start, end))];
  // What lies in no file, a setting of the command line, has no place in the diff.
  const place = isFile(span)
    ? [
        `file=${property(nameOf(source.name))}`,
        `line=${from.line}`,
        `col=${from.column}`,
        `endLine=${to.line}`,
        `endColumn=${Math.max(from.line === to.line ? from.column : 1, to.column - 1)}`,
      ]
    : [];
  const properties = [...place, `title=${property(`anoseg: ${code}`)}`].join(',');
  return `::${commands[severity]} ${properties}::${data(lines.map(clean).join('\n'))}`;
}

function isFile({ source }: Span): boolean {
  return source.path !== undefined && !isShipped(source.name) && !isOfPackage(source.name);
}

function placeText({ source, start }: Span, nameOf: (name: string) => string): string {
  const { line, column } = source.position(start);
  return `${nameOf(source.name)}:${line}:${column}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(clean(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
