// The body of a network, block or `augment`: one binding after the other, each name once.
import { joinSpans } from '../../diagnostics/source-file.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import type { Binding, Reference, Statement } from '../syntax/ast.ts';
import { unlessLeftOut } from './conditions.ts';
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
  let result: Value | undefined;
  for (const statement of statements) {
    if (statement.kind === 'binding') bind(statement, scope, rebindable);
    else if (result === undefined) result = scope.evaluate(statement.value);
    else scope.reporter.report('declared-twice', statement.span, { name: 'return' });
  }
  return result;
}

function bind(binding: Binding, scope: Scope, rebindable: ReadonlySet<string>): void {
  const first = binding.targets[0];
  const expression = unlessLeftOut(binding.value, scope);
  if (expression === undefined) {
    for (const { path } of binding.targets)
      if (path[0]) scope.absent.set(path[0].text, { why: 'left out', span: binding.span });
    return;
  }
  const value = scope.inside(first?.path[0]?.text ?? '').evaluate(expression);
  const parts = binding.targets.length === 1 ? [value] : split(value, binding, scope);
  binding.targets.forEach((target, i) => {
    declare(target, parts[i] ?? unknownValue, scope, rebindable);
  });
}

function declare(target: Reference, value: Value, scope: Scope, rebindable: ReadonlySet<string>): void {
  const name = target.path[0];
  if (name === undefined || name.text === '') return;
  if (target.path.length > 1) {
    scope.reporter.report('dotted-name', target.span, {});
    return;
  }
  const before = scope.entries.get(name.text);
  if (before !== undefined && !rebindable.has(name.text)) {
    scope.reporter.report(
      'declared-twice',
      name.span,
      { name: name.text },
      { related: [{ message: 'declared here first', span: before.span }] },
    );
    return;
  }
  scope.absent.delete(name.text);
  scope.declare(name.text, value, name.span);
}

// An anomaly is an image and its mask; a tuple is its parts.
function split(value: Value, binding: Binding, scope: Scope): readonly Value[] {
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
  const [first, last] = [binding.targets[0]?.span ?? binding.span, binding.targets.at(-1)?.span ?? binding.span];
  scope.reporter.report('wrong-number-of-names', joinSpans(first, last), { names: count, values: found });
  return [];
}
