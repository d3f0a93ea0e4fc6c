// Randomness as a value: ranges, choices and the distributions that are written as calls.

import { bug } from '../../diagnostics/outside-error.ts';
import { textAt } from '../../diagnostics/source-file.ts';
import type { Distribution, Unit } from '../../ops/core/call.ts';
import { asDistribution } from '../../ops/core/distribution.ts';
import { unknownValue, type Value } from '../../ops/core/value.ts';
import type { Call, Expression, Range, Within } from '../syntax/ast.ts';
import { type DistributionName, distributionNames, formerDistributionNames } from '../syntax/distributions.ts';
import { assignArguments } from './arguments.ts';
import { reportFormerName } from './former-names.ts';
import type { Scope } from './scope.ts';

export function isDistribution(name: string): boolean {
  return distributionNamed(name) !== undefined;
}

/** By its name or its former one. */
function distributionNamed(name: string): DistributionName | undefined {
  const former = Object.hasOwn(formerDistributionNames, name) ? formerDistributionNames[name] : undefined;
  return distributionNames.find((known) => known === name) ?? former;
}

/** `a..b`. A zero takes the unit of the other end. `isLevel`: of a schedule, which may fall. */
export function evaluateRange(range: Range, scope: Scope, isLevel = false): Value {
  const values = [scope.evaluate(range.from), scope.evaluate(range.to)];
  if (values.some(({ kind }) => kind === 'unknown')) return unknownValue;
  const [from, to] = values.map(rangeEnd);
  const unit = from && to && commonUnit(from, to);
  if (!from || !to || unit === undefined) {
    const otherwise = 'both ends are numbers of one unit, such as `2px..16px`';
    const text = withOneUnit(range);
    const extras =
      text === undefined ? undefined : { hint: `write \`${text}\``, fix: { span: range.span, text, otherwise } };
    scope.reporter.report('range-ends', range.span, {}, extras ?? { hint: otherwise });
    return unknownValue;
  }
  if (from.least > to.most && !isLevel) {
    const otherwise = 'write the smaller end first';
    const text = `${textAt(range.to.span)}..${textAt(range.from.span)}`;
    const hint = `${otherwise}: \`${text}\``;
    scope.reporter.report('range-reversed', range.span, {}, { hint, fix: { span: range.span, text, otherwise } });
    return unknownValue;
  }
  const [low, high] = [from, to].map(({ end }) => ({ ...end, unit }));
  if (low?.kind === 'constant' && high?.kind === 'constant')
    return { kind: 'range', from: low.value, to: high.value, unit };
  if (!low || !high) return unknownValue;
  const distribution = { kind: 'moving', isLog: false, low, high, from: from.least, to: to.most, unit } as const;
  return { kind: 'random', distribution };
}

interface RangeEnd {
  readonly end: Extract<Distribution, { readonly kind: 'constant' | 'scheduled' }>;
  readonly least: number;
  readonly most: number;
}

// A number, or a schedule of one.
function rangeEnd(value: Value): RangeEnd | undefined {
  const end = value.kind === 'number' || value.kind === 'call' ? asDistribution(value) : undefined;
  if (end?.kind === 'constant') return { end, least: end.value, most: end.value };
  return end?.kind === 'scheduled' ? { end, least: end.from, most: end.to } : undefined;
}

// `2px..16`: the unit of the other end is meant.
function withOneUnit({ from, to }: Range): string | undefined {
  if (from.kind !== 'number' || to.kind !== 'number') return undefined;
  if (from.unit === undefined) return `${from.text}${to.unit ?? ''}..${to.text}`;
  return to.unit === undefined ? `${from.text}..${to.text}${from.unit}` : undefined;
}

/** `log_uniform(a..b)`, `gaussian(mean, deviation)`, `gamma(shape, scale, start)`; the last two are bounded by `in a..b`. */
export function evaluateDistribution(call: Call, bounds: Within | undefined, scope: Scope): Value {
  const { callee } = call;
  const name = distributionNamed(callee.text) ?? bug(`no distribution is called ${callee.text}`);
  if (callee.text !== name) reportFormerName(callee, name, scope.reporter);
  const written = argumentsOf(call, name, scope);
  if (written === undefined) return unknownValue;
  const values = written.map((argument) => argument && scope.evaluate(argument));
  if (values.some((value) => value?.kind === 'unknown')) return unknownValue;
  const limits = bounds === undefined ? undefined : scope.evaluate(bounds.bounds);
  if (limits?.kind === 'unknown') return unknownValue;
  const made = name === 'log_uniform' ? logUniform(values) : bounded(name, values, limits);
  if (made !== undefined) return { kind: 'random', distribution: made };
  const { needs, example } = forms[name];
  const isMoving = values.some((value) => value?.kind === 'call' || value?.kind === 'random');
  const hint = isMoving ? movingHint : `such as \`${example}\``;
  scope.reporter.report('bad-distribution', (bounds ?? call).span, { name, needs }, { hint });
  return unknownValue;
}

// In the order of the parameters, missing ones undefined; undefined where names are wrong, which is reported.
function argumentsOf(
  call: Call,
  name: DistributionName,
  scope: Scope,
): readonly (Expression | undefined)[] | undefined {
  if (call.arguments.every((argument) => argument.name === undefined)) return call.arguments.map(({ value }) => value);
  const parameters = forms[name].parameters.map((text) => ({ name: { text } }));
  const { given, sound } = assignArguments({ parameters }, call, false, scope);
  return sound ? forms[name].parameters.map((text) => given.get(text)) : undefined;
}

/** `a | b | c` of numbers. Undefined where the options are not all numbers of one unit. */
export function numberChoice(values: readonly Value[]): Value | undefined {
  const options = values.map(asDistribution);
  const known = options.filter((option) => option !== undefined);
  const unit = known[0]?.unit;
  if (known.length !== options.length || unit === undefined || known.some((option) => option.unit !== unit))
    return undefined;
  return { kind: 'random', distribution: { kind: 'choice', options: known, unit } };
}

const movingHint =
  'a schedule stands for a number, for an end of a range (above zero in `log_uniform`), for an option of `|` or for a chance';

interface Form {
  readonly parameters: readonly string[];
  readonly needs: string;
  readonly example: string;
}

const forms: { readonly [K in DistributionName]: Form } = {
  log_uniform: { parameters: ['range'], needs: 'one range that begins above zero', example: 'log_uniform(0.1%..10%)' },
  gaussian: {
    parameters: ['mean', 'sd'],
    needs: 'a mean and a deviation above zero of one unit, and bounds',
    example: 'gaussian(1, 0.5) in 0.7..1.3',
  },
  gamma: {
    parameters: ['shape', 'scale', 'start'],
    needs: 'a shape without a unit and a scale above zero, perhaps where it starts, and bounds',
    example: 'gamma(2, 5%, 3%) in 3%..40%',
  },
};

function logUniform([range, ...rest]: readonly (Value | undefined)[]): Distribution | undefined {
  if (range === undefined || rest.length > 0) return undefined;
  if (range.kind === 'random' && range.distribution.kind === 'moving' && range.distribution.from > 0)
    return { ...range.distribution, isLog: true };
  if (range.kind !== 'range' || range.from <= 0) return undefined;
  return { kind: 'log-uniform', from: range.from, to: range.to, unit: range.unit };
}

function bounded(
  name: 'gaussian' | 'gamma',
  [a, b, start, ...rest]: readonly (Value | undefined)[],
  limits: Value | undefined,
): Distribution | undefined {
  if (
    a?.kind !== 'number' ||
    b?.kind !== 'number' ||
    rest.length > 0 ||
    (start !== undefined && (name === 'gaussian' || start.kind !== 'number' || start.unit !== b.unit)) ||
    limits?.kind !== 'range' ||
    limits.unit !== b.unit ||
    b.value <= 0
  )
    return undefined;
  const ends = { from: limits.from, to: limits.to, unit: b.unit };
  if (name === 'gaussian')
    return a.unit === b.unit ? { kind: 'normal', mean: a.value, deviation: b.value, ...ends } : undefined;
  const offset = start?.kind === 'number' ? start.value : 0;
  return a.unit === 'none' && a.value > 0
    ? { kind: 'gamma', shape: a.value, scale: b.value, offset, ...ends }
    : undefined;
}

function commonUnit(a: RangeEnd, b: RangeEnd): Unit | undefined {
  if (a.end.unit === b.end.unit) return a.end.unit;
  if (isZero(a)) return b.end.unit;
  return isZero(b) ? a.end.unit : undefined;
}

function isZero({ end }: RangeEnd): boolean {
  return end.kind === 'constant' && end.value === 0 && end.unit === 'none';
}
