// `param` lines and `--set`: each parameter has a type, that of its value, and perhaps bounds.
import { suggest } from '../../diagnostics/nearest.ts';
import { SourceFile, type Span } from '../../diagnostics/source-file.ts';
import { describeValue, formatNumber, unitNoun, unknownValue, type Value } from '../../ops/core/value.ts';
import type { LoadedFile } from '../load/load.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import type { Scope } from '../meaning/scope.ts';
import type { DeclaredParameter } from '../model/model.ts';
import type { Expression, Param } from '../syntax/ast.ts';
import { distributionNames } from '../syntax/distributions.ts';
import type { Syntax } from '../syntax/parsed.ts';

/** What `--set` gives: values of declared parameters, as text, by name. */
export type Overrides = ReadonlyMap<string, string>;

/** Declares the file's parameters in `scope`. */
export function elaborateParameters(
  file: LoadedFile,
  overrides: Overrides,
  scope: Scope,
  syntax: Syntax,
): readonly DeclaredParameter[] {
  const params = file.parsed.file.items.filter((item) => item.kind === 'param');
  const declared = params.flatMap((param) => declare(param, overrides, scope, syntax) ?? []);
  const names = params.map(({ name }) => name.text);
  for (const [name, value] of overrides) {
    if (names.includes(name)) continue;
    const otherwise = names.length > 0 ? `it declares ${names.map((n) => `\`${n}\``).join(', ')}` : undefined;
    const { span } = onCommandLine(name, value);
    scope.reporter.report('unknown-setting', span, { name }, { hint: suggest(name, names, span, otherwise).hint });
  }
  return declared;
}

function declare(param: Param, overrides: Overrides, scope: Scope, syntax: Syntax): DeclaredParameter | undefined {
  const { name, doc } = param;
  if (name.text === '') return undefined;
  const before = scope.entries.get(name.text);
  if (before) {
    scope.reporter.report(
      'declared-twice',
      name.span,
      { name: name.text },
      { related: [{ message: 'declared here first', span: before.span }] },
    );
    return undefined;
  }
  const taken = reserved.includes(name.text) ? 'a value of the language' : undefined;
  if (taken) scope.reporter.report('name-taken', name.span, { name: name.text, by: taken });
  const written = checked(scope.evaluate(param.value), param, scope);
  const override = overrides.get(name.text);
  const value = override === undefined ? written : overridden(param, written, override, scope, syntax);
  const chosen = unlessLeftOut(param.value, scope, (off, inOff) => checkOther(param, written, off, inOff));
  if (value.kind !== 'unknown')
    checkBounds(
      param,
      value,
      override === undefined ? (chosen ?? param.value).span : onCommandLine(name.text, override).value,
      scope,
    );
  scope.declare(name.text, value, name.span);
  return {
    name: name.text,
    value,
    origin: override === undefined ? { from: 'written', span: param.value.span } : { from: 'set' },
    doc,
    span: name.span,
  };
}

// The side of an either-or that does not count: of another kind it has been told already.
function checkOther(param: Param, written: Value, off: Expression, scope: Scope): void {
  const value = scope.evaluate(off);
  if (value.kind !== written.kind) return;
  if (value.kind === 'number' && written.kind === 'number' && value.unit !== written.unit)
    scope.reporter.report('mixed-sides', off.span, { found: describeValue(value), other: describeValue(written) });
  else checkBounds(param, value, off.span, scope);
}

const reserved: readonly string[] = [
  'image',
  'synthetic',
  'mask',
  'seen',
  'other_image',
  'normal',
  ...distributionNames,
];

function checked(value: Value, param: Param, scope: Scope): Value {
  if (value.kind === 'number' || value.kind === 'text' || value.kind === 'boolean' || value.kind === 'unknown')
    return value;
  scope.reporter.report('wrong-type', param.value.span, {
    name: param.name.text,
    expected: 'a number, a string, or `true` or `false`',
    found: describeValue(value),
  });
  return unknownValue;
}

// A value from the command line is read like one of the file; a string needs no quotes.
function overridden(param: Param, written: Value, text: string, scope: Scope, syntax: Syntax): Value {
  const { value: span } = onCommandLine(param.name.text, text);
  if (written.kind === 'text' && !text.startsWith('"')) return { kind: 'text', value: text };
  const expression = syntax.parseExpression(new SourceFile(span.source.name, text), scope.shared.reporter, span);
  // `--set width=many`: a word that stands for nothing is a wrong value, not a missing declaration.
  const isWord = expression.kind === 'reference' && scope.lookup(expression.path[0]?.text ?? '') === undefined;
  const value: Value = isWord ? { kind: 'word', value: text } : scope.evaluate(expression);
  if (value.kind === 'unknown' || written.kind === 'unknown') return unknownValue;
  const sameUnit = value.kind === 'number' && written.kind === 'number' ? value.unit === written.unit : true;
  if (value.kind === written.kind && sameUnit) return value;
  scope.reporter.report(
    'wrong-type',
    span,
    { name: param.name.text, expected: typeName(written), found: describeValue(value) },
    { hint: likeHint(written) },
  );
  return unknownValue;
}

function typeName(value: Value): string {
  if (value.kind === 'number') return `a ${unitNoun(value.unit)}`.replace('a angle', 'an angle');
  return value.kind === 'boolean' ? '`true` or `false`' : 'a string';
}

function likeHint(value: Value): string | undefined {
  return value.kind === 'number' ? `write it like ${formatNumber(value.value, value.unit)}` : undefined;
}

function checkBounds(param: Param, value: Value, span: Param['span'], scope: Scope): void {
  if (param.bounds === undefined) return;
  const bounds = scope.evaluate(param.bounds);
  if (bounds.kind === 'unknown') return;
  const range = allowed(value, bounds);
  if (range === undefined) {
    scope.reporter.report('wrong-type', param.bounds.span, {
      name: `the bounds of ${param.name.text}`,
      expected: 'a range or list of values of its type',
      found: describeValue(bounds),
    });
  } else if (!range.inside) {
    scope.reporter.report('out-of-range', span, {
      name: param.name.text,
      found: describeValue(value),
      range: range.text,
    });
  }
}

function allowed(value: Value, bounds: Value): { readonly inside: boolean; readonly text: string } | undefined {
  if (bounds.kind === 'range' && value.kind === 'number' && value.unit === bounds.unit) {
    const text = `within ${formatNumber(bounds.from, bounds.unit)}..${formatNumber(bounds.to, bounds.unit)}`;
    return { inside: value.value >= bounds.from && value.value <= bounds.to, text };
  }
  if (bounds.kind !== 'list' || bounds.items.some(({ kind }) => kind !== value.kind)) return undefined;
  const inside = bounds.items.some((item) => 'value' in item && 'value' in value && item.value === value.value);
  return {
    inside,
    text: `one of ${bounds.items.map((item) => ('value' in item ? JSON.stringify(item.value) : '')).join(', ')}`,
  };
}

/** Where a setting stands on the command line: its name, and its value. */
function onCommandLine(name: string, value: string): { readonly span: Span; readonly value: Span } {
  const option = '--set ';
  const source = new SourceFile('command line', `${option}${name}=${value}`);
  const end = option.length + name.length;
  return {
    span: { source, start: option.length, end },
    value: { source, start: end + 1, end: source.text.length },
  };
}
