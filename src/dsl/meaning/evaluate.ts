// What an expression means: a value, or an addition to the flow of tensors. Every mistake is reported
// once; what depends on it is unknown and stays silent.

import type { Extras } from '../../diagnostics/diagnostic.ts';
import { suggest } from '../../diagnostics/nearest.ts';
import { type Span, textAt } from '../../diagnostics/source-file.ts';
import { oneOf } from '../../ops/augmentations/one-of.ts';
import type { Recipe, TensorValue, Unit } from '../../ops/core/call.ts';
import type { ReadType } from '../../ops/core/parameter.ts';
import { describeValue, type NumberValue, unknownValue, type Value } from '../../ops/core/value.ts';
import { isOperationName, layerForOperator, operations } from '../../ops/table.ts';
import type { Binary, Choice, Expression, Name, Reference, SizeExpression, Unary, Within } from '../syntax/ast.ts';
import { foreignValue } from '../syntax/habits/foreign-names.ts';
import { adjustRule } from './adjusted-rules.ts';
import { calculate, compare, isRounded } from './arithmetic.ts';
import { bareOperation } from './bare-operation.ts';
import { callOfName, evaluateCall, findBlock } from './calls.ts';
import { evaluateEitherOr, unlessLeftOut } from './conditions.ts';
import { choiceOfAnomalies } from './drawn-options.ts';
import { asTensor, internalCall } from './internal-calls.ts';
import { reportLooseSteps } from './loose-steps.ts';
import { reportNeverEqual, reportUnquoted } from './never-equal.ts';
import { combineObjectives, combineWeights, restrict } from './objectives.ts';
import { evaluateDistribution, evaluateRange, isDistribution, numberChoice } from './randomness.ts';
import type { Scope } from './scope.ts';
import { evaluatePipe, evaluateTransform } from './steps.ts';
import { mayDiffer } from './switched-off.ts';
import { unitsApart } from './units-apart.ts';

/** `expected`: what the value is read as, where that is known; it gives bare words their meaning. */
export function evaluate(expression: Expression, scope: Scope, expected: ReadType<unknown> | undefined): Value {
  if (expected?.takes === 'transform' && waitsForImage(expression)) return evaluateTransform(expression, scope);
  switch (expression.kind) {
    case 'number':
      return {
        kind: 'number',
        value: expression.unit === '%' ? expression.value / 100 : expression.value,
        unit: unitOf(expression.unit),
      };
    case 'text':
      return { kind: 'text', value: expression.value };
    case 'boolean':
      return { kind: 'boolean', value: expression.value };
    case 'reference':
      return evaluateReference(expression, scope, expected);
    case 'call':
      if (isDistribution(expression.callee.text) && !findBlock(expression.callee.text, scope)) {
        return evaluateDistribution(expression, undefined, scope);
      }
      return evaluateCall(expression, undefined, scope, expected);
    case 'pipe':
      return evaluatePipe(expression, scope);
    case 'choice':
      return evaluateChoice(expression, scope, expected);
    case 'range':
      return evaluateRange(expression, scope, expected?.isLevel);
    case 'within':
      return evaluateWithin(expression, scope);
    case 'unary':
      return evaluateUnary(expression, scope);
    case 'binary':
      return evaluateBinary(expression, scope);
    case 'size':
      return evaluateSize(expression, scope);
    case 'samples': {
      const count = scope.evaluate(expression.count);
      if (count.kind === 'number' && count.unit === 'none' && Number.isInteger(count.value) && count.value >= 0) {
        return { kind: 'samples', normal: 0, synthetic: 0, [expression.of]: count.value };
      }
      if (count.kind !== 'unknown' && !(count.kind === 'number' && mayDiffer(expression.count.span, scope))) {
        scope.reporter.report('wrong-type', expression.count.span, {
          name: expression.of,
          expected: 'a whole number',
          found: describeValue(count),
        });
      }
      return unknownValue;
    }
    case 'list': {
      const items = expression.items.flatMap((item) => present(item, scope, expected));
      return items.some(({ kind }) => kind === 'unknown') ? unknownValue : { kind: 'list', items };
    }
    case 'tuple': {
      const items = expression.items.flatMap((item) => present(item, scope, expected));
      return items.some(({ kind }) => kind === 'unknown') ? unknownValue : { kind: 'tuple', items };
    }
    case 'restricted':
      return restrict(expression, evaluate(expression.value, scope, expected), scope);
    case 'repetition':
      scope.reporter.report(
        'misplaced',
        expression.span,
        { what: 'repeat' },
        { hint: '`repeat(4) step` stands behind `->`' },
      );
      return unknownValue;
    case 'chance':
      scope.reporter.report(
        'misplaced',
        expression.span,
        { what: 'maybe' },
        { hint: '`maybe(50%) step` stands behind `->`' },
      );
      return unknownValue;
    case 'conditional':
      return evaluateEitherOr(expression, scope, (side, where) => evaluate(side, where, expected));
    case 'missing':
      return unknownValue;
  }
}

function present(item: Expression, scope: Scope, expected: ReadType<unknown> | undefined): readonly Value[] {
  const there = unlessLeftOut(item, scope, (off, inOff) => evaluate(off, inOff, expected));
  return there === undefined ? [] : [evaluate(there, scope, expected)];
}

function waitsForImage(expression: Expression): boolean {
  return ['call', 'reference', 'pipe', 'choice', 'chance', 'repetition', 'conditional'].includes(expression.kind);
}

function evaluateReference(reference: Reference, scope: Scope, expected: ReadType<unknown> | undefined): Value {
  const [name, member, ...rest] = reference.path;
  if (name === undefined || name.text === '') return unknownValue;
  if (member === undefined) return evaluateName(reference, scope, expected);
  const found =
    rest.length === 0
      ? scope.shared.networkValue(member.text, reference.span, name.text, scope.off !== undefined)
      : undefined;
  if (found !== undefined) return found;
  reportUnknownMember(reference, name, member, scope);
  return unknownValue;
}

function reportUnknownMember({ span }: Reference, name: Name, member: Name, scope: Scope): void {
  const { networkNames } = scope.shared;
  const before = 'before the dot stands the name of a network';
  if (networkNames.includes(name.text)) {
    const hint = `\`${name.text}\` has no value of that name`;
    scope.reporter.report('unknown-name', member.span, { name: member.text }, { hint });
  } else if (scope.lookup(name.text) !== undefined) {
    const isShape = /^(?:shape|size|ndim|height|width|channels|dtype)$/.test(member.text);
    const hint = isShape ? 'shapes follow from the file: `anoseg plan` shows them' : before;
    scope.reporter.report('unknown-name', span, { name: `${name.text}.${member.text}` }, { hint });
  } else {
    const extras = suggest(name.text, networkNames, name.span, before);
    scope.reporter.report('unknown-name', name.span, { name: name.text }, extras);
  }
}

function evaluateName(reference: Reference, scope: Scope, expected: ReadType<unknown> | undefined): Value {
  const name = reference.path[0];
  if (name === undefined) return unknownValue;
  const entry = scope.lookup(name.text);
  if (entry) {
    entry.used = true;
    return entry.value.kind === 'tensor' ? { ...entry.value, span: reference.span } : entry.value;
  }
  if (scope.place === 'augment' && name.text === 'other_image') {
    const given = { from: 'donor', index: scope.counts.donors++ } as const;
    return { kind: 'tensor', type: 'image', reference: given, span: reference.span };
  }
  if (expected?.words.includes(name.text)) return { kind: 'word', value: name.text };
  if (expected && expected.takes !== 'value' && !isMistypedWord(name.text, expected))
    return evaluateCall(callOfName(name, reference.span), undefined, scope, expected);
  if (scope.shared.networkNames.includes(name.text) && scope.place === 'loss')
    return { kind: 'network', name: name.text };
  const value =
    scope.place === 'loss' || scope.place === 'evaluate'
      ? scope.shared.networkValue(name.text, reference.span, undefined, scope.off !== undefined)
      : undefined;
  return value ?? reportUnknownName(reference, name.text, scope, expected);
}

// A word or an operation is meant, and it is none of the operations: the words are told, and what of both is near.
function isMistypedWord(name: string, { words, takes }: ReadType<unknown>): boolean {
  return words.length > 0 && !operations.some((known) => known.kind === takes && known.name === name);
}

function reportUnknownName(
  reference: Reference,
  name: string,
  scope: Scope,
  expected: ReadType<unknown> | undefined,
): Value {
  // All names in view for each of thousands would be their square.
  if (scope.reporter.isFull) return unknownValue;
  const absent = scope.whyAbsent(name);
  const inNetworks = scope.place === 'loss' || scope.place === 'evaluate';
  if (absent) {
    const message = absent.why === 'later' ? 'declared here, further down' : 'left out here by `when`';
    const hint = absent.why === 'later' ? 'a value is declared before it is used' : undefined;
    scope.reporter.report(
      'unknown-name',
      reference.span,
      { name },
      { hint, related: [{ message, span: absent.span }] },
    );
  } else {
    const words = expected?.words ?? [];
    const known = [
      ...words,
      ...operations.filter(({ kind }) => words.length > 0 && kind === expected?.takes).map((known) => known.name),
      ...scope.names(),
      ...(scope.place === 'loss' ? scope.shared.networkNames : []),
      ...(inNetworks ? scope.shared.networkValueNames : []),
    ];
    const extras = isOperationName(name)
      ? bareOperation(name, reference.span, scope.place)
      : (inputExtras(name, scope) ?? foreignExtras(name, reference.span) ?? suggest(name, known, reference.span));
    if (words.length > 0 && expected) {
      scope.reporter.report('unknown-word', reference.span, { name, options: expected.label }, extras);
    } else scope.reporter.report('unknown-name', reference.span, { name }, extras);
  }
  return unknownValue;
}

// What a network could take, and does not.
function inputExtras(name: string, { place, shared }: Scope): Extras | undefined {
  if (place !== 'network') return undefined;
  if (name === 'image')
    return { hint: 'a network takes `seen`, what the sample shows, or `clean`, the undamaged image' };
  const isInput = ['seen', 'clean', 'mask'].includes(name) || shared.networkValueNames.includes(name);
  return isInput ? { hint: `what is used here is taken as an input: add \`${name}\` to the parameters` } : undefined;
}

function foreignExtras(name: string, span: Span): Extras | undefined {
  const meant = foreignValue(name);
  return meant && { hint: meant.hint, fix: meant.text === undefined ? undefined : { span, text: meant.text } };
}

function evaluateChoice(choice: Choice, scope: Scope, expected: ReadType<unknown> | undefined): Value {
  if (reportLooseSteps(choice, scope)) return unknownValue;
  const values = choice.options.map((option) => evaluate(option, scope, expected));
  if (values.some(({ kind }) => kind === 'unknown')) return unknownValue;
  const shapes = values.flatMap((value): readonly Recipe[] => (value.kind === 'shapes' ? [value.shapes] : []));
  if (shapes.length === values.length) {
    return { kind: 'shapes', shapes: { kind: 'choice', path: scope.uniquePath('choice'), options: shapes } };
  }
  const images = values.flatMap((value) => (value.kind === 'tensor' && value.type === 'image' ? [value] : []));
  if (images.length === values.length && scope.place === 'augment') {
    return scope.add({ call: internalCall(oneOf, images, {}, choice, scope), result: 'image' });
  }
  const anomalies = scope.place === 'augment' ? choiceOfAnomalies(values, choice, scope) : undefined;
  if (anomalies !== undefined) return anomalies;
  const numbers = numberChoice(values);
  if (numbers !== undefined && scope.place === 'augment') return numbers;
  if (numbers !== undefined) scope.reporter.report('randomness-outside-augment', choice.span, { name: '|' });
  else if (values.every(({ kind }) => kind === 'word' || kind === 'text' || kind === 'boolean'))
    scope.reporter.report(
      'drawn-word',
      choice.span,
      {},
      { hint: 'write a whole step for each, behind `->` in brackets: `(flip(horizontal) | flip(vertical))`' },
    );
  else if (values.every((value) => value.kind === 'call' && value.call.kind === 'source'))
    scope.reporter.report('mixed-choice', choice.span, {}, { hint: 'several sources are a list: `[…, …]`' });
  else
    scope.reporter.report(
      'mixed-choice',
      choice.span,
      {},
      {
        hint: 'the options are all numbers of one unit, all shapes, all images (with or without their masks), or all steps',
      },
    );
  return unknownValue;
}

function evaluateWithin(within: Within, scope: Scope): Value {
  if (within.value.kind === 'call' && isDistribution(within.value.callee.text)) {
    return evaluateDistribution(within.value, within, scope);
  }
  const value = scope.evaluate(within.value);
  const bounds = scope.evaluate(within.bounds);
  if (value.kind === 'unknown' || bounds.kind === 'unknown') return unknownValue;
  if (value.kind === 'size' && bounds.kind === 'range' && bounds.unit === 'none')
    return { ...value, range: [bounds.from, bounds.to] };
  scope.reporter.report(
    'misplaced',
    within.span,
    { what: 'in' },
    { hint: '`in` bounds a parameter, a distribution, or the values of an image: `256 x 256 in -1..1`' },
  );
  return unknownValue;
}

function evaluateUnary(unary: Unary, scope: Scope): Value {
  const value = scope.evaluate(unary.operand);
  if (value.kind === 'unknown') return value;
  if (unary.operator === 'not' && value.kind === 'boolean') return { kind: 'boolean', value: !value.value };
  if (unary.operator === '-' && value.kind === 'number') return { ...value, value: -value.value };
  if (unary.operator === '-' && value.kind === 'tensor') return addLayer('negate', [value], unary, scope);
  scope.reporter.report('no-arithmetic', unary.span, { operator: unary.operator, found: describeValue(value) });
  return unknownValue;
}

function evaluateBinary(binary: Binary, scope: Scope): Value {
  if (reportUnquoted(binary, scope)) return unknownValue;
  const left = scope.evaluate(binary.left);
  const right = scope.evaluate(binary.right);
  if (left.kind === 'unknown' || right.kind === 'unknown') return unknownValue;
  const { operator } = binary;
  if (operator === '+' || operator === '-' || operator === '*' || operator === '/') {
    const result = calculateAny(operator, left, right, binary, scope);
    if (result !== undefined) return result;
  } else {
    const result = decide(operator, left, right);
    reportNeverEqual(binary, left, right, scope);
    if (result !== undefined) return { kind: 'boolean', value: result };
  }
  // Division by what happens to be zero.
  const isNumbers = left.kind === 'number' && right.kind === 'number' && compare('==', left, right) !== undefined;
  if (isNumbers && mayDiffer(binary.span, scope)) return unknownValue;
  const found = `${describeValue(left)} and ${describeValue(right)}`;
  scope.reporter.report('no-arithmetic', binary.span, { operator, found }, unitsApart(binary, left, right));
  return unknownValue;
}

function calculateAny(
  operator: '+' | '-' | '*' | '/',
  left: Value,
  right: Value,
  binary: Binary,
  scope: Scope,
): Value | undefined {
  if (left.kind === 'number' && right.kind === 'number') {
    const result = calculate(operator, left, right);
    if (result === undefined || !isRounded(operator, left, right, result)) return result;
    scope.reporter.report('inexact-number', binary.span, { text: textAt(binary.span) });
    return unknownValue;
  }
  if (left.kind === 'text' && right.kind === 'text' && operator === '+')
    return { kind: 'text', value: left.value + right.value };
  if (left.kind === 'samples' && right.kind === 'samples' && operator === '+') {
    return { kind: 'samples', normal: left.normal + right.normal, synthetic: left.synthetic + right.synthetic };
  }
  const objective = combineObjectives(binary, left, right, scope) ?? combineWeights(binary, left, right);
  if (objective !== undefined) return objective;
  const rule = adjustRule(operator, left, right);
  if (rule !== undefined) return rule;
  if (left.kind !== 'tensor' && right.kind !== 'tensor') return undefined;
  const [a, b] = [asTensor(left, binary, scope), asTensor(right, binary, scope)];
  return a && b ? addLayer(operator, [a, b], binary, scope) : undefined;
}

function decide(operator: Binary['operator'], left: Value, right: Value): boolean | undefined {
  if (left.kind === 'number' && right.kind === 'number') return compare(operator, left, right);
  if (left.kind === 'boolean' && right.kind === 'boolean') {
    if (operator === 'and') return left.value && right.value;
    if (operator === 'or') return left.value || right.value;
  }
  const sameKind =
    (left.kind === 'boolean' && right.kind === 'boolean') || (left.kind === 'text' && right.kind === 'text');
  if (!sameKind || (operator !== '==' && operator !== '!=')) return undefined;
  return (left.value === right.value) === (operator === '==');
}

function addLayer(
  operator: '+' | '-' | '*' | '/' | 'negate',
  operands: readonly TensorValue[],
  expression: Expression,
  scope: Scope,
): Value {
  if (scope.place === 'augment') {
    scope.reporter.report('no-arithmetic', expression.span, {
      operator: operator === 'negate' ? '-' : operator,
      found: 'images in `augment`',
    });
    return unknownValue;
  }
  return scope.add({
    call: internalCall(layerForOperator(operator), operands, {}, expression, scope),
    result: 'tensor',
  });
}

function evaluateSize(size: SizeExpression, scope: Scope): Value {
  const sides = [scope.evaluate(size.height), scope.evaluate(size.width)];
  const [height, width] = sides.map((side) => (side.kind === 'number' ? wholeSide(side) : undefined));
  if (height !== undefined && width !== undefined) return { kind: 'size', height, width, range: undefined };
  const mayFit = sides.every(({ kind }) => kind === 'number') && mayDiffer(size.span, scope);
  if (!mayFit && sides.every(({ kind }) => kind !== 'unknown')) {
    scope.reporter.report('wrong-type', size.span, {
      name: 'size',
      expected: 'two whole numbers such as `256 x 256`',
      found: sides.map(describeValue).join(' and '),
    });
  }
  return unknownValue;
}

function wholeSide({ value, unit }: NumberValue): number | undefined {
  return Number.isInteger(value) && value > 0 && (unit === 'none' || unit === 'px') ? value : undefined;
}

function unitOf(symbol: '%' | 'px' | 'deg' | undefined): Unit {
  return symbol === '%' ? 'share' : (symbol ?? 'none');
}
