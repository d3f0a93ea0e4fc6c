// What is told of a part that a `when` switches off: what is wrong whatever the parameters are. The value that switches
// it on may be another one for everything else too, so what depends on a parameter is not told.
import type { Code } from '../../diagnostics/catalogue.ts';
import type { Reporting } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import type { Value } from '../../ops/core/value.ts';

export interface SwitchedOff {
  /** The part. */
  readonly span: Span;
  /** How many calls of blocks lead to it. */
  readonly depth: number;
}

interface View {
  readonly callers: readonly Span[];
  lookup(name: string): { readonly value: Value; readonly given?: Given } | undefined;
}

interface Given {
  readonly span: Span;
  readonly scope: View;
}

/** Findings that the parts which are there make together with this one, in whose place it may stand. */
const codesOfPlaces: ReadonlySet<Code> = new Set([
  'too-many-arguments',
  'given-twice',
  'declared-twice',
  'takes-no-input',
]);

/** Findings that a value makes, not its kind. */
const codesOfValues: ReadonlySet<Code> = new Set([
  'out-of-range',
  'range-reversed',
  'negative-weight',
  'inexact-number',
  'bad-distribution',
  'too-large',
]);

export function reportingOff(off: SwitchedOff, scope: View, reporter: Reporting): Reporting {
  return {
    get isFull() {
      return reporter.isFull;
    },
    report(code, span, parameters, extras) {
      // What is around the part is told by the part that is there.
      if (!contains(off.span, scope.callers[off.depth] ?? span)) return;
      if (codesOfPlaces.has(code)) return;
      if (codesOfValues.has(code) && dependsOnParameter(span, scope)) return;
      reporter.report(code, span, parameters, extras);
    },
  };
}

/** Whether a value that stands here may be another one when the part is switched on. */
export function mayDiffer(span: Span, scope: View & { readonly off: SwitchedOff | undefined }): boolean {
  return scope.off !== undefined && dependsOnParameter(span, scope);
}

function contains(whole: Span, part: Span): boolean {
  return whole.source === part.source && whole.start <= part.start && part.end <= whole.end;
}

// By the names that stand there; of a block's parameter by what is given for it.
function dependsOnParameter({ source, start, end }: Span, scope: View): boolean {
  const names = new Set(source.text.slice(start, end).match(/[A-Za-z_]\w*/g));
  return [...names].some((name) => {
    const entry = scope.lookup(name);
    if (entry === undefined || entry.value.kind === 'tensor') return false;
    return entry.given === undefined || dependsOnParameter(entry.given.span, entry.given.scope);
  });
}
