// One finding about a pipeline: code, place, and what to do about it. Made by a Reporter from the
// catalogue, where a missing parameter of a message is a type error.
import { type Catalogue, type Code, catalogue, type Severity } from './catalogue.ts';
import type { Span } from './source-file.ts';

export interface Related {
  readonly message: string;
  readonly span: Span;
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly summary: string;
  readonly hint: string | undefined;
  readonly span: Span;
  /** What the message says at the place itself, in the margin. */
  readonly label: string | undefined;
  readonly related: readonly Related[];
}

export interface Extras {
  readonly hint?: string | undefined;
  readonly label?: string | undefined;
  readonly related?: readonly Related[];
}

/** The parameters that the message of a code needs. */
export type MessageParameters<C extends Code> = Parameters<Catalogue[C]['summary']>[0];

/** Collects findings; one for each code and place. */
export class Reporter {
  readonly #found = new Map<string, Diagnostic>();

  report<C extends Code>(code: C, span: Span, parameters: MessageParameters<C>, extras: Extras = {}): void {
    const diagnostic = makeDiagnostic(code, span, parameters, extras);
    const key = `${code} ${span.source.name} ${span.start} ${span.end}`;
    if (!this.#found.has(key)) this.#found.set(key, diagnostic);
  }

  /** In source order; files in the order in which they first had a finding. */
  get diagnostics(): readonly Diagnostic[] {
    const all = [...this.#found.values()];
    const files = new Map(all.map(({ span }) => [span.source, 0]));
    [...files.keys()].forEach((file, rank) => {
      files.set(file, rank);
    });
    const rank = ({ span }: Diagnostic) => files.get(span.source) ?? 0;
    return all.toSorted((a, b) => rank(a) - rank(b) || a.span.start - b.span.start || a.span.end - b.span.end);
  }

  get hasErrors(): boolean {
    return [...this.#found.values()].some(({ severity }) => severity === 'error');
  }
}

export function makeDiagnostic<C extends Code>(
  code: C,
  span: Span,
  parameters: MessageParameters<C>,
  extras: Extras = {},
): Diagnostic {
  const entry = catalogue[code];
  // Each entry takes its own parameters; the compiler cannot see that `code` and `parameters` belong together.
  const summary = (entry.summary as (p: MessageParameters<C>) => string)(parameters);
  return {
    code,
    severity: entry.severity,
    summary,
    hint: extras.hint,
    span,
    label: extras.label,
    related: extras.related ?? [],
  };
}
