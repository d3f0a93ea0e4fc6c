// The body of a network, block or `augment`: one binding after the other, each name once.
import { joinSpans, type Span } from '../../diagnostics/source-file.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import type { Binding, Expression, Reference, Statement } from '../syntax/ast.ts';
import { unlessLeftOut } from './conditions.ts';
import { type Declaration, mayExclude, reportDeclaredTwice } from './declared-twice.ts';
import type { Scope } from './scope.ts';

/** Declares what the statements bind, in `scope`; gives the value of `return`, or undefined without one. */
export function runStatements(
  statements: readonly Statement[],
  scope: Scope,
  rebindable: ReadonlySet<string> = new Set(),
): Value | undefined {
  for (const statement of statements) {
    if (statement.kind !== 'binding') continue;
    for (const target of statement.targets) {
      const name = target.path[0];
      if (name && !scope.absent.has(name.text) && !rebindable.has(name.text))
        scope.absent.set(name.text, { why: 'later', span: name.span });
    }
  }
  const body: Body = { scope, rebindable, lines: new Map() };
  let result: Value | undefined;
  for (const statement of statements) {
    if (statement.kind === 'binding') bind(statement, body);
    else if (result === undefined) result = scope.evaluate(statement.value);
    else scope.reporter.report('declared-twice', statement.span, { name: 'return' });
  }
  return result;
}

interface Body {
  readonly scope: Scope;
  readonly rebindable: ReadonlySet<string>;
  /** What its lines have declared so far. */
  readonly lines: Map<string, Declaration & { readonly isOff: boolean }>;
}

function bind(binding: Binding, body: Body): void {
  const { scope } = body;
  const path = binding.targets[0]?.path[0]?.text ?? '';
  const valuesOf = (expression: Expression, where: Scope) => {
    const value = where.inside(path).evaluate(expression);
    return binding.targets.length === 1 ? [value] : split(value, binding, expression.span, where);
  };
  let off: readonly Value[] = [];
  const expression = unlessLeftOut(binding.value, scope, (side, inOff) => {
    off = valuesOf(side, inOff);
  });
  const parts = expression === undefined ? off : valuesOf(expression, scope);
  binding.targets.forEach((target, i) => {
    const value = parts[i] ?? unknownValue;
    if (isNew(target, binding, expression === undefined, body)) declare(target, value, binding, expression, scope);
  });
}

function declare(target: Reference, value: Value, binding: Binding, there: Expression | undefined, scope: Scope): void {
  const name = target.path[0];
  if (name === undefined) return;
  if (there === undefined) {
    scope.absent.set(name.text, { why: 'left out', span: binding.span, value });
    return;
  }
  scope.absent.delete(name.text);
  scope.declare(name.text, value, name.span);
}

/** Reports what is wrong with the name. Two lines of which `when` leaves one may have the same. */
function isNew(target: Reference, { value }: Binding, isOff: boolean, { scope, rebindable, lines }: Body): boolean {
  const name = target.path[0];
  if (name === undefined || name.text === '') return false;
  if (target.path.length > 1) {
    const hint =
      'dots reach into networks, `generator.map`; some settings of `train` take the name of one behind a dot';
    // `self.e1 = …`
    const own = /^(?:self|this)$/.test(name.text) && target.path.length === 2 ? target.path[1] : undefined;
    const fix = own && { span: target.span, text: own.text, otherwise: hint };
    const extras = fix ? { hint: `write \`${fix.text} = …\``, fix } : { hint };
    scope.reporter.report('dotted-name', target.span, {}, extras);
    return false;
  }
  const line = lines.get(name.text);
  const excludes = line !== undefined && (line.isOff || isOff) && mayExclude(line.written, value);
  const before = line ?? scope.entries.get(name.text);
  if (before !== undefined && !rebindable.has(name.text) && !excludes) {
    reportDeclaredTwice(name, value, before, scope);
    return false;
  }
  if (!excludes || line.isOff) lines.set(name.text, { span: name.span, written: value, isOff });
  return true;
}

// An anomaly is an image and its mask; a tuple is its parts.
function split(value: Value, binding: Binding, written: Span, scope: Scope): readonly Value[] {
  const count = binding.targets.length;
  if (value.kind === 'unknown') return [];
  if (value.kind === 'tuple' && value.items.length === count) return value.items;
  if (value.kind === 'tensor' && value.type === 'anomaly' && value.reference.from === 'node' && count === 2) {
    const { reference } = value;
    return [
      { ...value, type: 'image', reference: { ...reference, part: 'image' } },
      { ...value, type: 'mask', reference: { ...reference, part: 'mask' } },
    ];
  }
  const found =
    value.kind === 'tuple' ? value.items.length : value.kind === 'tensor' && value.type === 'anomaly' ? 2 : 1;
  // A side that is switched off has its own number of values; the names are those of the side that is there.
  const isOff = scope.off !== undefined;
  const [first, last] = [binding.targets[0]?.span ?? binding.span, binding.targets.at(-1)?.span ?? binding.span];
  scope.reporter.report('wrong-number-of-names', isOff ? written : joinSpans(first, last), {
    names: count,
    values: found,
  });
  return [];
}
