// Where a finding inside a block is told: at the user's own line, the outermost call or the argument
// that brought the value there, with the places inside the block beside it.
import { type Extras, insideBlocks, type Reporter, type Reporting } from '../../diagnostics/diagnostic.ts';
import { type Span, textAt } from '../../diagnostics/source-file.ts';
import type { Origin } from '../../ops/core/call.ts';

/** A place that calls of blocks lead to, and what names stand for there. */
interface Expansion {
  readonly callers: readonly Span[];
  /** `given`: of a block's parameter, its argument and where that stands. */
  lookup(name: string): { readonly given?: { readonly span: Span; readonly scope: Expansion } } | undefined;
}

/** What is wrong in a block whoever calls it has been told at the block itself: it is not told again. */
export function reportingInside(scope: Expansion, reporter: Reporter): Reporting {
  return {
    get isFull() {
      return reporter.isFull;
    },
    report(code, span, parameters, extras = {}) {
      if (reporter.has(code, span)) return;
      const [outermost = span, ...inner] = placesOf(span, scope);
      const related = [...(extras.related ?? []), ...insideBlocks(inner)];
      reporter.report(code, outermost, parameters, { ...extras, ...helpOutside(span, extras, scope), related });
    },
  };
}

// What would mend the block itself is not for the one who calls it; a number that was handed in is.
function helpOutside(span: Span, { hint, fix }: Extras, scope: Expansion): Pick<Extras, 'hint' | 'fix'> {
  if (fix === undefined) return { hint };
  const given = fix.span === span ? argumentOf(span, scope) : undefined;
  const isNumber = given && /^-?[\d._]+(?:%|px|deg)?$/.test(textAt(given));
  return isNumber ? { hint, fix: { ...fix, span: given } } : { hint: fix.otherwise, fix: undefined };
}

// A bare parameter of the block stands for its argument.
function placesOf(span: Span, scope: Expansion): readonly Span[] {
  const text = textAt(span);
  const given = scope.lookup(text)?.given;
  return given === undefined ? [...scope.callers, span] : [...placesOf(given.span, given.scope), span];
}

/** Where a setting is written. In a block a bare parameter stands for the argument of the call. */
export function originOf(span: Span, scope: Expansion): Origin {
  const given = argumentOf(span, scope);
  return given === undefined ? { from: 'written', span } : { from: 'written', span, given };
}

function argumentOf({ source, start, end }: Span, scope: Expansion): Span | undefined {
  if (scope.callers.length === 0) return undefined;
  const given = scope.lookup(source.text.slice(start, end))?.given;
  return given && (argumentOf(given.span, given.scope) ?? given.span);
}
