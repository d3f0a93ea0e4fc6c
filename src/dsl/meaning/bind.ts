// Arguments of a call to inputs and settings of an operation: by position, then by name. Whatever is
// missing, unknown, given twice or of the wrong type is reported here, for operations and sections alike.
import type { Extras, Related } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import { joinSpans, type Span } from '../../diagnostics/source-file.ts';
import type {
  FlowReference,
  OperationCall,
  Origin,
  SettingValue,
  TensorKind,
  TensorValue,
} from '../../ops/core/call.ts';
import type { Input, Operation } from '../../ops/core/operation.ts';
import type { ParameterType, ParameterTypes, Reading, ReadType, Refusal } from '../../ops/core/parameter.ts';
import { describeValue, type Value } from '../../ops/core/value.ts';
import type { Argument, Call, Expression, Name } from '../syntax/ast.ts';
import { foreignSetting, needlessSetting } from '../syntax/habits/foreign-names.ts';
import { everyExpression } from '../syntax/walk.ts';
import { originOf } from './block-places.ts';
import { isEitherOr, unlessLeftOut } from './conditions.ts';
import { insteadOf } from './instead.ts';
import { asTensor } from './internal-calls.ts';
import type { Scope } from './scope.ts';
import { mayDiffer } from './switched-off.ts';

export interface Bound {
  readonly inputs: readonly TensorValue[];
  readonly settings: OperationCall['settings'];
  readonly origins: Readonly<Record<string, Origin>>;
  /** Inputs that no argument gave: a step that waits for its image. */
  readonly missingInputs: readonly Input[];
}

/**
 * Undefined where an error was reported. `piped`: what `->` hands to the call, its first input;
 * `waits`: that input comes later, so arguments by position are settings.
 */
export function bindCall(
  operation: Operation,
  call: Call,
  piped: Value | undefined,
  waits: boolean,
  scope: Scope,
): Bound | undefined {
  const given = present(operation, call, piped, waits, scope);
  const inputs: TensorValue[] = [];
  let sound = true;
  const taken = new Set<Input | undefined>();
  const slots = inputSlots(operation, waits || piped !== undefined, given, scope);
  if (piped !== undefined) {
    taken.add(operation.inputs[0]);
    sound = takeInput(operation, operation.inputs[0], piped, call.callee.span, inputs, scope) && sound;
  }
  for (const { argument, input } of slots.inputs) {
    taken.add(input);
    const value = inputValue(operation, argument.value, scope);
    sound = takeInput(operation, input, value, argument.value.span, inputs, scope) && sound;
  }
  const named = assign(operation, slots.settings, scope);
  const settings = readSettings(operation.parameters, named, call.callee, operation.name, scope);
  if (!sound || settings === undefined) return undefined;
  const missingInputs = waits ? [] : operation.inputs.filter((input) => isNeeded(input) && !taken.has(input));
  return { inputs, ...settings, missingInputs };
}

function isNeeded({ variadic, optional }: Input): boolean {
  return variadic !== true && optional !== true;
}

export interface NamedArgument {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Expression;
}

/** Reads settings given by name; defaults fill the rest. Reports and returns undefined on any error. */
function readSettings(
  types: ParameterTypes,
  given: readonly NamedArgument[] | undefined,
  owner: { readonly span: Span },
  ownerName: string,
  scope: Scope,
): Pick<OperationCall, 'settings' | 'origins'> | undefined {
  if (given === undefined) return undefined;
  const read = new Map<string, SettingValue | undefined>();
  for (const { name, value } of given) {
    const type = Object.hasOwn(types, name) ? types[name] : undefined;
    if (type === undefined) continue;
    const reading = readValue(type, value, name, scope);
    read.set(name, reading && type.setting(reading.value, reading.given));
  }
  const settings: Record<string, SettingValue> = {};
  const origins: Record<string, Origin> = {};
  let sound = true;
  for (const [name, type] of Object.entries(types)) {
    const written = given.find((argument) => argument.name === name);
    if (written === undefined && type.required)
      scope.reporter.report('missing-argument', owner.span, { name, owner: ownerName, expected: type.label });
    const setting = written === undefined ? defaultSetting(type, scope) : read.get(name);
    if (setting === undefined) sound = false;
    else settings[name] = setting;
    origins[name] = written === undefined ? { from: 'default' } : originOf(written.value.span, scope);
  }
  return sound ? { settings, origins } : undefined;
}

function defaultSetting(type: ParameterType<unknown>, { shared }: Scope): SettingValue | undefined {
  if (type.defaultAt) return type.setting(type.defaultAt(shared.read.side));
  return type.default === undefined ? undefined : type.setting(type.default);
}

/** One setting; undefined where the value was refused (and reported) or already unknown. */
export function readValue<T>(
  type: ReadType<T>,
  expression: Expression,
  name: string,
  scope: Scope,
): { readonly value: T; readonly given: Value } | undefined {
  if (expression.kind === 'conditional' && isEitherOr(expression)) {
    const chosen = unlessLeftOut(expression, scope, (off, inOff) => readValue(type, off, name, inOff));
    return chosen && readValue(type, chosen, name, scope);
  }
  const value = scope.evaluate(expression, type);
  if (value.kind === 'unknown') return undefined;
  const context = { ...scope.shared.read, randomAllowed: scope.place === 'augment' };
  const reading = type.read(value, context);
  if (reading.ok) return { value: reading.value, given: value };
  if (mayDiffer(expression.span, scope) && likeOf(value, type).some((other) => isOfType(type.read(other, context))))
    return undefined;
  reportRefusal(reading.refusal, type, refusedPart(expression, value, reading.refusal), name, scope);
  return undefined;
}

// Other values that a parameter of this one's type may have.
function likeOf(value: Value, { words }: ReadType<unknown>): readonly Value[] {
  if (value.kind === 'number') return [0, 1, 2, 64, 0.5].map((other) => ({ ...value, value: other }));
  return value.kind === 'text' ? words.map((word) => ({ kind: 'text', value: word })) : [];
}

function isOfType(reading: Reading<unknown>): boolean {
  return reading.ok || reading.refusal.code !== 'wrong-type';
}

/** A finding names no more of them. */
const mostDeclarations = 3;

interface RefusedPart {
  readonly expression: Expression;
  readonly value: Value;
}

// The item of a list, where each item is written.
function refusedPart(expression: Expression, value: Value, { item }: Refusal): RefusedPart {
  const whole = { expression, value };
  if (item === undefined || expression.kind !== 'list' || value.kind !== 'list') return whole;
  const [written, read] = [expression.items[item], value.items[item]];
  const isEachThere = expression.items.length === value.items.length;
  return isEachThere && written && read ? { expression: written, value: read } : whole;
}

function reportRefusal(
  refusal: Refusal,
  type: ReadType<unknown>,
  { expression, value }: RefusedPart,
  name: string,
  scope: Scope,
): void {
  const { span } = expression;
  const { reporter } = scope;
  const found = describeValue(value);
  const related = declarationsIn(expression, scope);
  const context = { ...scope.shared.read, randomAllowed: scope.place === 'augment' };
  const help = insteadOf(expression, value, refusal, type, (other) => type.read(other, context).ok);
  const extras = { ...help, related };
  if (refusal.code === 'wrong-type') {
    reporter.report('wrong-type', span, { name, expected: type.label, found }, extras);
  } else if (refusal.code === 'out-of-range') {
    reporter.report('out-of-range', span, { name, found, range: refusal.range }, extras);
  } else {
    reporter.report('randomness-outside-augment', span, { name });
  }
}

// Where the values that it is made of are declared.
function declarationsIn(expression: Expression, scope: Scope): readonly Related[] {
  const entries = everyExpression(expression).flatMap((part) => {
    const name = part.kind === 'reference' && part.path.length === 1 ? part.path[0]?.text : undefined;
    const entry = name === undefined ? undefined : scope.lookup(name);
    const isPlain = entry && ['number', 'text', 'boolean'].includes(entry.value.kind) && entry.given === undefined;
    return isPlain ? [entry] : [];
  });
  return [...new Set(entries)].slice(0, mostDeclarations).map(({ span }) => ({ message: 'declared here', span }));
}

// Arguments whose `when` condition does not hold are as if they were not there.
function present(
  operation: Operation,
  call: Call,
  piped: Value | undefined,
  waits: boolean,
  scope: Scope,
): readonly Argument[] {
  const given: Argument[] = [];
  for (const argument of call.arguments) {
    const value = unlessLeftOut(argument.value, scope, (off) => {
      const before = given.filter(({ name }) => name === undefined || name.text !== argument.name?.text).map(unread);
      const alone = { ...call, arguments: [...before, { ...argument, value: off }] };
      bindCall(operation, alone, piped, waits, scope.switchedOff(argument.span));
    });
    if (value !== undefined) given.push(value === argument.value ? argument : { ...argument, value });
  }
  return given;
}

// Takes its place among others, and says nothing.
function unread(argument: Argument): Argument {
  return { ...argument, value: { kind: 'missing', span: argument.span } };
}

interface Slots {
  readonly inputs: readonly { readonly argument: Argument; readonly input: Input | undefined }[];
  readonly settings: readonly Argument[];
}

// Inputs by position or, as settings, by name: `paste(donor: …)`. They come in the order of the operation's inputs.
function inputSlots(operation: Operation, piped: boolean, given: readonly Argument[], scope: Scope): Slots {
  const open = operation.inputs.slice(piped ? 1 : 0);
  const last = operation.inputs.at(-1);
  const named = new Map(
    open.flatMap((input) => {
      const argument = input.variadic === true ? undefined : given.find(({ name }) => name?.text === input.name);
      return argument ? [[input, argument] as const] : [];
    }),
  );
  const positional = given.filter(({ name }) => name === undefined);
  const first = positional[0];
  // `conv(64)` where its input was forgotten: the number is a setting all the same.
  const isForgotten = !piped && last?.variadic !== true && first !== undefined && isNumber(first.value, scope);
  const needed = operation.inputs.filter((input) => input.optional !== true);
  if (isForgotten && needed.length === 1 && named.size === 0) return { inputs: [], settings: given };
  const unnamed = open.filter((input) => input.optional !== true && !named.has(input));
  const take = last?.variadic === true ? positional.length : Math.min(unnamed.length, positional.length);
  const byPosition = positional.slice(0, take).map((argument, i) => ({ argument, input: unnamed[i] ?? last }));
  const found = [...byPosition, ...[...named].map(([input, argument]) => ({ argument, input }))];
  const rank = ({ input }: (typeof found)[number]) => (input === undefined ? -1 : operation.inputs.indexOf(input));
  const inputs = found.toSorted((a, b) => rank(a) - rank(b));
  const used = new Set(inputs.map(({ argument }) => argument));
  return { inputs, settings: given.filter((argument) => !used.has(argument)) };
}

function isNumber(expression: Expression, scope: Scope): boolean {
  const name = expression.kind === 'reference' && expression.path.length === 1 ? expression.path[0] : undefined;
  return expression.kind === 'number' || (name !== undefined && scope.lookup(name.text)?.value.kind === 'number');
}

// Settings by position take the parameters in their order; then each name may be given once.
function assign(operation: Operation, all: readonly Argument[], scope: Scope): readonly NamedArgument[] | undefined {
  const names = Object.keys(operation.parameters);
  const given = gathered(operation, names, all);
  const assigned = new Map<string, NamedArgument>();
  let sound = true;
  let position = 0;
  for (const { name, value, span } of given) {
    const key = name?.text ?? names[position++];
    const nameSpan = name?.span ?? span;
    if (key === undefined) {
      if (position === names.length + 1) reportTooMany(operation, span, given, scope);
      sound = false;
    } else if (!names.includes(key)) {
      reportUnknown(name, operation, names, nameSpan, scope);
      sound = false;
    } else if (assigned.has(key)) {
      const related = [{ message: 'given here first', span: assigned.get(key)?.value.span ?? nameSpan }];
      scope.reporter.report('given-twice', nameSpan, { name: key, owner: operation.name }, { related });
      sound = false;
    } else {
      assigned.set(key, { name: key, nameSpan, value });
    }
  }
  if (!sound) {
    // What could be assigned is still read, so that its own errors are found in the same run.
    for (const { name, value } of assigned.values()) {
      const type = operation.parameters[name];
      if (type) readValue(type, value, name, scope);
    }
  }
  return sound ? [...assigned.values()] : undefined;
}

// Arguments by position for a parameter that takes the rest of them become one list.
function gathered(operation: Operation, names: readonly string[], all: readonly Argument[]): readonly Argument[] {
  const place = names.findIndex((name) => operation.parameters[name]?.rest === true);
  if (place < 0) return all;
  const items = all.filter(({ name }) => name === undefined).slice(place);
  const [first] = items;
  if (first === undefined || (items.length === 1 && first.value.kind === 'list')) return all;
  const span = items.map((item) => item.span).reduce(joinSpans);
  const list: Argument = { ...first, span, value: { kind: 'list', items: items.map(({ value }) => value), span } };
  return all.flatMap((argument) => (argument === first ? [list] : items.includes(argument) ? [] : [argument]));
}

// All that is too much at once.
function reportTooMany(operation: Operation, first: Span, given: readonly Argument[], scope: Scope): void {
  const most = operation.inputs.length + Object.keys(operation.parameters).length;
  const last = given.findLast(({ name }) => name === undefined)?.span ?? first;
  scope.reporter.report('too-many-arguments', joinSpans(first, last), { owner: operation.name, most });
}

function reportUnknown(
  name: Name | undefined,
  operation: Operation,
  names: readonly string[],
  span: Span,
  scope: Scope,
): void {
  if (name === undefined || name.text === '') return;
  // `image -> paste(image: …)`: what stands in front of `->` is that input.
  if (operation.inputs.some((input) => input.name === name.text)) {
    scope.reporter.report('given-twice', span, { name: name.text, owner: operation.name });
    return;
  }
  const otherwise = names.length > 0 ? `it has ${names.map((n) => `\`${n}\``).join(', ')}` : 'it has no parameters';
  const parameters = { name: name.text, owner: operation.name };
  scope.reporter.report('unknown-parameter', span, parameters, parameterExtras(name, names, otherwise));
}

/** What a parameter was meant to be: also one that is named with `=`, which is mended along. */
export function parameterExtras({ text, span }: Name, names: readonly string[], otherwise: string) {
  const needless = needlessSetting(text);
  const foreign = foreignSetting(text, names);
  if (needless !== undefined && !names.includes(text)) return { hint: needless };
  const { hint, fix } = suggest(text, foreign === undefined ? names : [foreign], span, otherwise);
  const meant = foreign ?? fix?.text;
  const sign = /^\s*=/.exec(span.source.text.slice(span.end, span.end + 20))?.[0];
  if (meant === undefined) return { hint };
  const whole =
    sign === undefined ? { span, text: meant } : { span: { ...span, end: span.end + sign.length }, text: `${meant}:` };
  return { hint: `did you mean \`${meant}\`?`, fix: { ...whole, otherwise } };
}

// A number is a target like any other: `l1(map, 0)`.
function inputValue({ kind }: Operation, expression: Expression, scope: Scope): Value {
  const value = scope.evaluate(expression);
  return kind === 'loss' && value.kind === 'number' ? (asTensor(value, expression, scope) ?? value) : value;
}

function takeInput(
  operation: Operation,
  input: Input | undefined,
  value: Value,
  span: Span,
  inputs: TensorValue[],
  scope: Scope,
): boolean {
  if (value.kind === 'unknown') return false;
  if (input === undefined) {
    scope.reporter.report('takes-no-input', span, { owner: operation.name });
    return false;
  }
  if (value.kind === 'tensor' && fits(value.type, input.type)) {
    inputs.push(value);
    return true;
  }
  const parameters = { name: input.name, expected: describeKinds(input.type), found: describeValue(value) };
  scope.reporter.report('wrong-type', span, parameters, input.variadic === true ? listExtras(value, span) : {});
  return false;
}

// `concat([a, b])`
function listExtras({ kind }: Value, span: Span): Pick<Extras, 'hint' | 'fix'> {
  const text = span.source.text.slice(span.start + 1, span.end - 1).trim();
  const isWritten = span.source.text[span.start] === '[';
  return kind === 'list' && isWritten ? { hint: `they stand without brackets: \`${text}\``, fix: { span, text } } : {};
}

function fits(found: TensorKind, wanted: Input['type']): boolean {
  const kinds = typeof wanted === 'string' ? [wanted] : wanted;
  return kinds.includes(found) || (kinds.includes('tensor') && found !== 'anomaly');
}

export function describeKinds(wanted: Input['type']): string {
  const nouns: { readonly [K in TensorKind]: string } = {
    tensor: 'a tensor',
    image: 'an image',
    mask: 'a mask',
    anomaly: 'an image with its mask',
  };
  return (typeof wanted === 'string' ? [wanted] : wanted).map((kind) => nouns[kind]).join(' or ');
}

export function referencesOf(inputs: readonly TensorValue[]): readonly FlowReference[] {
  return inputs.map(({ reference }) => reference);
}
