// Arithmetic of losses: weights, sums, schedules, and the samples that a term is restricted to.

import type { Subset, TensorValue, Unit } from '../../ops/core/call.ts';
import { unknownValue, type Value, type WeightedCall, type WeightValue } from '../../ops/core/value.ts';
import type { Binary, Expression, Restricted } from '../syntax/ast.ts';
import { originOf } from './block-places.ts';
import type { Scope } from './scope.ts';

/** `weight * loss`, `loss + loss`; undefined where neither side is a loss. */
export function combineObjectives(expression: Binary, left: Value, right: Value, scope: Scope): Value | undefined {
  if (left.kind !== 'objective' && right.kind !== 'objective') return undefined;
  if (expression.operator === '+' && left.kind === 'objective' && right.kind === 'objective') {
    return { kind: 'objective', terms: [...left.terms, ...right.terms] };
  }
  if (expression.operator === '*' && right.kind === 'objective')
    return weigh(left, expression.left, right.terms, expression, scope);
  if (expression.operator === '*' && left.kind === 'objective')
    return weigh(right, expression.right, left.terms, expression, scope);
  if (expression.operator === '/' && left.kind === 'objective' && right.kind === 'number' && right.value !== 0) {
    return weigh({ ...right, value: 1 / right.value }, expression.right, left.terms, expression, scope);
  }
  scope.reporter.report(
    'loss-arithmetic',
    expression.span,
    {},
    { hint: 'a line is a sum of terms, each with a weight in front: `50 * bce(map, mask)`' },
  );
  return unknownValue;
}

/** `value on normal`: a loss, or tensors for a discriminator; `rule on holdout` for thresholds. */
export function restrict(expression: Restricted, value: Value, scope: Scope): Value {
  if (value.kind === 'unknown' || expression.to.text === '') return unknownValue;
  if (value.kind === 'call') return { ...value, on: expression.to.text };
  const subset = subsetNamed(expression.to.text);
  if (subset === undefined) {
    scope.reporter.report(
      'unknown-subset',
      expression.to.span,
      { name: expression.to.text },
      { hint: 'it is `normal` or `synthetic`' },
    );
    return unknownValue;
  }
  if (value.kind === 'objective') return { kind: 'objective', terms: value.terms.map((term) => ({ ...term, subset })) };
  const tensors = tensorsOf(value);
  if (tensors !== undefined) return { kind: 'examples', tensors, subset };
  scope.reporter.report('not-restrictable', expression.span, {});
  return unknownValue;
}

function subsetNamed(name: string): Subset | undefined {
  return name === 'normal' || name === 'synthetic' ? name : undefined;
}

function tensorsOf(value: Value): readonly TensorValue[] | undefined {
  if (value.kind === 'tensor') return [value];
  if (value.kind !== 'tuple') return undefined;
  const tensors = value.items.filter((item) => item.kind === 'tensor');
  return tensors.length === value.items.length ? tensors : undefined;
}

function weigh(
  factor: Value,
  written: Expression,
  terms: readonly WeightedCall[],
  expression: Binary,
  scope: Scope,
): Value {
  const weight = asWeight(factor);
  if (weight === undefined) {
    const hint =
      factor.kind === 'objective'
        ? 'add them: `50 * bce(map, mask) + 10 * l1(map, mask)`'
        : 'a weight is a number or a schedule';
    if (factor.kind !== 'unknown') scope.reporter.report('loss-arithmetic', expression.span, {}, { hint });
    return unknownValue;
  }
  if (weight.value < 0) {
    scope.reporter.report('negative-weight', written.span, { weight: weight.value });
    return unknownValue;
  }
  // A schedule alone leaves the weight where it was written.
  const origin = factor.kind === 'call' ? {} : { weightOrigin: originOf(written.span, scope) };
  return {
    kind: 'objective',
    terms: terms.map((term) => ({
      ...term,
      ...origin,
      weight: term.weight * weight.value,
      schedules: [...term.schedules, ...weight.schedules],
    })),
  };
}

/** `2 * ramp(0..1)`, `ramp(0..1) / 2`, schedule times schedule; undefined for anything else. */
export function combineWeights({ operator }: Binary, left: Value, right: Value): WeightValue | undefined {
  const [a, b] = [asWeight(left), asWeight(right)];
  if (a === undefined || b === undefined) return undefined;
  const schedules = [...a.schedules, ...b.schedules];
  if (operator === '*') return { kind: 'weight', value: a.value * b.value, schedules };
  const divides = operator === '/' && b.schedules.length === 0 && b.value !== 0;
  return divides ? { kind: 'weight', value: a.value / b.value, schedules } : undefined;
}

function asWeight(value: Value): WeightValue | undefined {
  if (value.kind === 'weight') return value;
  if (value.kind === 'number' && isWeightUnit(value.unit)) return { kind: 'weight', value: value.value, schedules: [] };
  if (value.kind === 'call' && value.call.kind === 'schedule' && isWeightUnit(value.quantity?.unit ?? 'none'))
    return { kind: 'weight', value: 1, schedules: [value.call] };
  return undefined;
}

function isWeightUnit(unit: Unit): boolean {
  return unit === 'none' || unit === 'share';
}
