// `param` lines and `--set`: each parameter has a type, that of its value, and perhaps bounds.
import { suggest } from '../../diagnostics/nearest.ts';
import { SourceFile } from '../../diagnostics/source-file.ts';
import { describeValue, formatNumber, unitNoun, unknownValue, type Value } from '../../ops/core/value.ts';
import type { LoadedFile } from '../load/load.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import type { Scope } from '../meaning/scope.ts';
import type { DeclaredParameter } from '../model/model.ts';
import type { Expression, Param } from '../syntax/ast.ts';
import { distributionNames } from '../syntax/distributions.ts';
import type { Syntax } from '../syntax/parsed.ts';
import { type CommandWord, type CommandWords, commandWord } from './command-words.ts';
import { isWithin } from './parameter-bounds.ts';

/** What `--set` gives: values of declared parameters, as text, by name. */
export type Overrides = ReadonlyMap<string, string>;

/** Declares the file's parameters in `scope`. */
export function elaborateParameters(
  file: LoadedFile,
  { overrides, words }: { readonly overrides: Overrides; readonly words?: CommandWords | undefined },
  scope: Scope,
  syntax: Syntax,
): readonly DeclaredParameter[] {
  const params = file.parsed.file.items.filter((item) => item.kind === 'param');
  const given = new Map(
    [...overrides].map(([name, text]): [string, Override] => {
      return [name, { text, word: words?.get(name) ?? commandWord('--set', `${name}=${text}`) }];
    }),
  );
  const declared = params.flatMap((param) => declare(param, given.get(param.name.text), scope, syntax) ?? []);
  const names = params.map(({ name }) => name.text);
  for (const [name, { word }] of given) {
    if (names.includes(name)) continue;
    const otherwise =
      names.length > 0 ? `it declares ${names.map((n) => `\`${n}\``).join(', ')}` : 'it declares no parameter';
    const span = word.name;
    scope.reporter.report('unknown-setting', span, { name }, { hint: suggest(name, names, span, otherwise).hint });
  }
  return declared;
}

interface Override {
  readonly text: string;
  readonly word: CommandWord;
}

function declare(
  param: Param,
  override: Override | undefined,
  scope: Scope,
  syntax: Syntax,
): DeclaredParameter | undefined {
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
  const set = override && overridden(param, written, override, scope, syntax);
  const chosen = unlessLeftOut(param.value, scope, (off, inOff) => checkOther(param, written, off, inOff));
  // What is refused on the command line changes nothing, so that it is told once.
  const isRefused = override && !isWithin(param, { value: set ?? unknownValue, written }, override.word.value, scope);
  const value = isRefused ? written : (set ?? written);
  if (override === undefined) isWithin(param, { value, written }, (chosen ?? param.value).span, scope);
  const bounds = param.bounds && scope.evaluate(param.bounds);
  const oneOf = param.bounds && bounds?.kind === 'list' && { values: bounds.items, span: param.bounds.span };
  scope.declare(name.text, value, name.span, oneOf ? { oneOf } : {});
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
  else isWithin(param, { value, written }, off.span, scope);
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
function overridden(param: Param, written: Value, { text, word }: Override, scope: Scope, syntax: Syntax): Value {
  const span = word.value;
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
    { hint: likeHint(written), related: [{ message: 'declared here', span: param.name.span }] },
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
