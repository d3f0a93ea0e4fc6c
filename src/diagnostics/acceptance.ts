// Findings that a comment accepts, with its reason: they are told nowhere but where it is asked for what was accepted.
import { type CatalogueEntry, type Code, catalogue } from './catalogue.ts';
import type { Diagnostic, Fix } from './diagnostic.ts';
import type { Span } from './source-file.ts';

export interface Acceptance {
  readonly code: Code;
  readonly reason: string;
  /** The code in the comment. */
  readonly span: Span;
  /** Between which lines, from 0, both included: those of what stands there. */
  readonly lines: readonly [first: number, last: number];
  /** Takes the comment away; undefined where it accepts other codes too. */
  readonly removal: Fix | undefined;
}

export interface Accepted {
  readonly diagnostic: Diagnostic;
  readonly acceptance: Acceptance;
}

export interface SortedOut {
  readonly told: readonly Diagnostic[];
  readonly accepted: readonly Accepted[];
  /** Those that nothing was found for. */
  readonly idle: readonly Acceptance[];
}

/** Each accepts one finding; others only where they are of the same place. */
export function sortOut(diagnostics: readonly Diagnostic[], acceptances: readonly Acceptance[]): SortedOut {
  const told: Diagnostic[] = [];
  const accepted: Accepted[] = [];
  const places = new Map<Acceptance, Span>();
  for (const diagnostic of diagnostics) {
    const { span } = diagnostic;
    const acceptance = acceptances.find((one) => accepts(one, diagnostic) && isSame(places.get(one) ?? span, span));
    if (acceptance) {
      places.set(acceptance, span);
      accepted.push({ diagnostic, acceptance });
    } else told.push(diagnostic);
  }
  return { told, accepted, idle: acceptances.filter((one) => !places.has(one)) };
}

function isSame(a: Span, b: Span): boolean {
  return a.source === b.source && a.start === b.start && a.end === b.end;
}

/** What a reporter, or `makeDiagnostic`, takes to tell that a comment accepts what is not there. */
export function unusedAccept({ code, span, removal }: Acceptance) {
  return ['unused-accept', span, { code }, { hint: 'take the comment away', fix: removal }] as const;
}

/** Errors are mended, and what is said of these comments too. */
export function isAcceptable(code: Code): boolean {
  return catalogue[code].severity !== 'error' && code !== 'unused-accept' && code !== 'bad-accept';
}

/** Whether it is found only where the data is at hand. */
export function needsData(code: Code): boolean {
  const { needsData: needed = false }: CatalogueEntry<never> = catalogue[code];
  return needed;
}

function accepts({ code, span, lines: [first, last] }: Acceptance, diagnostic: Diagnostic): boolean {
  const { source, start } = diagnostic.span;
  if (code !== diagnostic.code || span.source !== source || diagnostic.severity === 'error') return false;
  const line = source.lineIndex(start);
  return first <= line && line <= last;
}
