// What stands behind `in` of a parameter: a range or a list of its values. A range whose ends are written as whole numbers,
// of a parameter that is one, takes whole numbers only; `4.0..64` takes any.
import type { Related } from '../../diagnostics/diagnostic.ts';
import { isShipped } from '../../diagnostics/shipped-name.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import { describeValue, formatNumber, sameValue, type Value } from '../../ops/core/value.ts';
import type { Scope } from '../meaning/scope.ts';
import { showValue } from '../model/settings.ts';
import type { Expression, Param } from '../syntax/ast.ts';
import { everyExpression } from '../syntax/walk.ts';
import { isCommandLine } from './command-words.ts';

interface Checked {
  readonly value: Value;
  /** The default. */
  readonly written: Value;
}

/** False where the value is refused, which is reported at `span`, where it is written, or has been. */
export function isWithin(param: Param, { value, written }: Checked, span: Span, scope: Scope): boolean {
  if (value.kind === 'unknown') return false;
  if (param.bounds === undefined) return true;
  const bounds = scope.evaluate(param.bounds);
  if (bounds.kind === 'unknown') return true;
  const isWhole = takesWholeNumbers(param, param.bounds, written, bounds);
  const range = allowed(value, bounds, isWhole);
  if (range === undefined) {
    scope.reporter.report('wrong-type', param.bounds.span, {
      name: `the bounds of ${param.name.text}`,
      expected: 'a range or list of values of its type',
      found: describeValue(bounds),
    });
    return true;
  }
  if (range.inside) return true;
  const { source } = param.bounds.span;
  const isElsewhere = span.source !== source;
  const related: readonly Related[] = isElsewhere ? [{ message: 'its bounds', span: param.bounds.span }] : [];
  const found = { name: param.name.text, found: describeValue(value), range: range.text };
  const isFraction = isWhole && value.kind === 'number' && !Number.isInteger(value.value);
  scope.reporter.report('out-of-range', span, found, {
    hint: isFraction ? fractionHint(bounds) : isElsewhere ? elsewhereHint(span, source) : undefined,
    related,
  });
  return false;
}

function takesWholeNumbers(param: Param, bounds: Expression, written: Value, range: Value): boolean {
  const isWhole = (value: number) => Number.isInteger(value);
  return (
    written.kind === 'number' &&
    written.unit === 'none' &&
    range.kind === 'range' &&
    [written.value, range.from, range.to].every(isWhole) &&
    [param.value, bounds].flatMap(everyExpression).every((part) => part.kind !== 'number' || !part.text.includes('.'))
  );
}

// Of a word of the command line nobody changes a file.
function elsewhereHint({ source }: Span, { name }: Span['source']): string | undefined {
  if (isCommandLine(source)) return undefined;
  return isShipped(name) ? 'name another value' : `name another value, or change the bounds in \`${name}\``;
}

function fractionHint(bounds: Value): string | undefined {
  if (bounds.kind !== 'range') return undefined;
  const [from, to] = [bounds.from, bounds.to].map((end) => (Math.abs(end) < 1e6 ? end.toFixed(1) : String(end)));
  return `its default and bounds are whole numbers; a parameter of other numbers says so: \`in ${from}..${to}\``;
}

interface Allowed {
  readonly inside: boolean;
  readonly text: string;
}

function allowed(value: Value, bounds: Value, isWhole: boolean): Allowed | undefined {
  if (bounds.kind === 'range' && value.kind === 'number' && value.unit === bounds.unit) {
    const range = `within ${formatNumber(bounds.from, bounds.unit)}..${formatNumber(bounds.to, bounds.unit)}`;
    const inside = value.value >= bounds.from && value.value <= bounds.to;
    const isTaken = !isWhole || Number.isInteger(value.value);
    return { inside: inside && isTaken, text: isTaken ? range : `a whole number ${range}` };
  }
  if (bounds.kind !== 'list' || bounds.items.some(({ kind }) => kind !== value.kind)) return undefined;
  const inside = bounds.items.some((item) => sameValue(item, value));
  return { inside, text: `one of ${bounds.items.map(showValue).join(', ')}` };
}
