// Arithmetic of losses: weights, sums, schedules, and the samples that a term is restricted to.
import { type Subset, type TensorValue, unknownValue, type Value, type WeightedCall } from '../ops/value.ts';
import type { Binary, Expression, Restricted } from './ast.ts';
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
  if (factor.kind === 'number' && (factor.unit === 'none' || factor.unit === 'share')) {
    if (factor.value < 0) {
      const side = expression.operator === '*' && isNumeric(expression.left) ? expression.left : expression.right;
      scope.reporter.report('negative-weight', side.span, { weight: factor.value });
      return unknownValue;
    }
    const weightOrigin = originOf(written.span, scope);
    return {
      kind: 'objective',
      terms: terms.map((term) => ({ ...term, weight: term.weight * factor.value, weightOrigin })),
    };
  }
  if (factor.kind === 'call' && factor.call.operation.kind === 'schedule') {
    const { call } = factor;
    return { kind: 'objective', terms: terms.map((term) => ({ ...term, schedules: [...term.schedules, call] })) };
  }
  if (factor.kind !== 'unknown') {
    const hint =
      factor.kind === 'objective'
        ? 'add them: `50 * bce(map, mask) + 10 * l1(map, mask)`'
        : 'a weight is a number or a schedule';
    scope.reporter.report('loss-arithmetic', expression.span, {}, { hint });
  }
  return unknownValue;
}

// What is certainly no loss.
function isNumeric(expression: Expression): boolean {
  if (expression.kind === 'unary') return isNumeric(expression.operand);
  if (expression.kind === 'binary') return isNumeric(expression.left) && isNumeric(expression.right);
  return expression.kind === 'number' || expression.kind === 'reference';
}
