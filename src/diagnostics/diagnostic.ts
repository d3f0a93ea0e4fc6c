// One finding about a pipeline: code, place, and what to do about it. Made by a Reporter from the
// catalogue, where a missing parameter of a message is a type error.
import { type Catalogue, type Code, catalogue, type Severity } from './catalogue.ts';
import type { Span } from './source-file.ts';

export interface Related {
  readonly message: string;
  readonly span: Span;
}

/** Text that would mend the finding: what stands at `span` becomes `text`. */
export interface Fix {
  readonly span: Span;
  readonly text: string;
  /** The hint where it turns out that the text would not mend it. */
  readonly otherwise?: string | undefined;
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
  readonly fix: Fix | undefined;
  /** The command line is wrong, not the pipeline. */
  readonly isUsage?: boolean;
}

export interface Extras {
  readonly hint?: string | undefined;
  readonly label?: string | undefined;
  readonly related?: readonly Related[];
  readonly fix?: Fix | undefined;
}

/** The parameters that the message of a code needs. */
export type MessageParameters<C extends Code> = Parameters<Catalogue[C]['summary']>[0];

/** What takes findings. */
export interface Reporting {
  /** Further errors are dropped: what they would say need not be found out. */
  readonly isFull: boolean;
  report<C extends Code>(code: C, span: Span, parameters: MessageParameters<C>, extras?: Extras): void;
}

/** More findings than anybody reads: a broken or hostile file has them. */
export const maximumFindings = 1000;

/** Collects findings; one for each code and place. */
export class Reporter implements Reporting {
  readonly #found = new Map<string, Diagnostic>();
  readonly #files = new Map<Span['source'], number>();
  // Counted apart: a thousand warnings must not hide that the pipeline is wrong.
  #errors = 0;
  #others = 0;
  #isCut = false;

  report<C extends Code>(code: C, span: Span, parameters: MessageParameters<C>, extras: Extras = {}): void {
    this.#add(code, span, () => makeDiagnostic(code, span, parameters, extras));
  }

  #add(code: Code, span: Span, make: () => Diagnostic): void {
    const key = this.#keyOf(code, span);
    if (this.#found.has(key)) return;
    const count = catalogue[code].severity === 'error' ? ++this.#errors : ++this.#others;
    if (count <= maximumFindings) this.#found.set(key, make());
    else if (!this.#isCut) {
      this.#isCut = true;
      this.#found.set(key, makeDiagnostic('too-many', span, { limit: maximumFindings }));
    }
  }

  /** Everything that another one has found, as if it had been reported here. */
  take({ diagnostics }: Reporter): void {
    for (const diagnostic of diagnostics) this.#add(diagnostic.code, diagnostic.span, () => diagnostic);
  }

  has(code: Code, span: Span): boolean {
    return this.#files.has(span.source) && this.#found.has(this.#keyOf(code, span));
  }

  /** In source order; files in the order in which they first had a finding. */
  get diagnostics(): readonly Diagnostic[] {
    const rank = ({ span }: Diagnostic) => this.#files.get(span.source) ?? 0;
    return [...this.#found.values()].toSorted(
      (a, b) => rank(a) - rank(b) || a.span.start - b.span.start || a.span.end - b.span.end,
    );
  }

  get isFull(): boolean {
    return this.#errors > maximumFindings;
  }

  get hasErrors(): boolean {
    return this.#errors > 0;
  }

  #keyOf(code: Code, { source, start, end }: Span): string {
    const file = this.#files.get(source) ?? this.#files.size;
    this.#files.set(source, file);
    return `${code} ${file} ${start} ${end}`;
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
    summary: shortened(summary),
    hint: extras.hint === undefined ? undefined : shortened(extras.hint),
    span,
    label: extras.label === undefined ? undefined : shortened(extras.label),
    related: extras.related ?? [],
    fix: extras.fix,
  };
}

/** Places inside blocks that lead to a finding, outermost first: of a long way the ends. */
export function insideBlocks(places: readonly Span[]): readonly Related[] {
  const shown = places.length <= 4 ? places : [...places.slice(0, 2), ...places.slice(-2)];
  return shown.map((span) => ({ message: 'inside the block', span }));
}

// A name of a million letters belongs into no message.
function shortened(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 300)}…${text.slice(-100)}`;
}
