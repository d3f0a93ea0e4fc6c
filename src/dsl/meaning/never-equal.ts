// A comparison with what a parameter of a list cannot be: `kind == "focall"`. It would never hold, without a word. And one
// with a text that has lost its quotes: `kind == focal`.
import { nearest } from '../../diagnostics/nearest.ts';
import { sameValue, type Value } from '../../ops/core/value.ts';
import { showValue } from '../model/settings.ts';
import type { Binary, Expression } from '../syntax/ast.ts';
import { quoted } from '../syntax/quoted.ts';
import type { Scope } from './scope.ts';

export function reportNeverEqual(binary: Binary, left: Value, right: Value, scope: Scope): void {
  if (binary.operator !== '==' && binary.operator !== '!=') return;
  look(binary.left, binary.right, right, scope);
  look(binary.right, binary.left, left, scope);
}

/** True where a name that nobody declares is compared with a text, which is told. */
export function reportUnquoted({ operator, left, right }: Binary, scope: Scope): boolean {
  if (operator !== '==' && operator !== '!=') return false;
  return lacksQuotes(right, left, scope) || lacksQuotes(left, right, scope);
}

function lacksQuotes(bare: Expression, other: Expression, scope: Scope): boolean {
  const name = nameOf(bare);
  const compared = nameOf(other);
  const entry = compared === undefined ? undefined : scope.lookup(compared);
  if (name === undefined || entry?.value.kind !== 'text' || scope.lookup(name) !== undefined) return false;
  const texts = entry.oneOf?.values.flatMap((one) => (one.kind === 'text' ? [one.value] : [])) ?? [name];
  const meant = texts.includes(name) ? name : nearest(name, texts);
  const otherwise = 'a text stands in double quotes';
  const extras =
    meant === undefined
      ? { hint: otherwise }
      : { hint: `write \`${quoted(meant)}\``, fix: { span: bare.span, text: quoted(meant), otherwise } };
  scope.reporter.report('unknown-name', bare.span, { name }, extras);
  return true;
}

function nameOf(expression: Expression): string | undefined {
  return expression.kind === 'reference' && expression.path.length === 1 ? expression.path[0]?.text : undefined;
}

function look(name: Expression, other: Expression, value: Value, scope: Scope): void {
  if (name.kind !== 'reference' || name.path.length !== 1 || !isWritten(other)) return;
  const text = name.path[0]?.text ?? '';
  const oneOf = scope.lookup(text)?.oneOf;
  if (oneOf === undefined || oneOf.values.some((one) => one.kind !== value.kind || sameValue(one, value))) return;
  const options = oneOf.values.map(showValue).join(', ');
  const texts = oneOf.values.flatMap((one) => (one.kind === 'text' ? [one.value] : []));
  const found = value.kind === 'text' ? nearest(value.value, texts) : undefined;
  const fix = found === undefined ? undefined : { span: other.span, text: quoted(found) };
  scope.reporter.report(
    'never-equal',
    other.span,
    { name: text, value: showValue(value), options },
    { hint: fix && `did you mean \`${fix.text}\`?`, fix, related: [{ message: 'what it may be', span: oneOf.span }] },
  );
}

// What another parameter is now, it need not be.
function isWritten({ kind }: Expression): boolean {
  return kind === 'text' || kind === 'number';
}
