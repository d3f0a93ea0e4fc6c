// Arithmetic of threshold rules: `quantile(map, 95%) * 1.4`, `best_f1(map) + 5%`. What a rule finds is multiplied by a number
// above 0, and a number is added.
import type { Adjustment, NumberValue, Value } from '../../ops/core/value.ts';
import { operationOf } from '../../ops/table.ts';

type Rule = Extract<Value, { kind: 'call' }>;

/** Undefined where neither side is a rule, or where the other one is no such number. */
export function adjustRule(operator: '+' | '-' | '*' | '/', left: Value, right: Value): Rule | undefined {
  if (isRule(left) && isPlain(right)) return adjusted(left, adjustmentBy(operator, right.value));
  if (isPlain(left) && isRule(right) && (operator === '+' || operator === '*'))
    return adjusted(right, adjustmentBy(operator, left.value));
  return undefined;
}

function isRule(value: Value): value is Rule {
  return value.kind === 'call' && operationOf(value.call).kind === 'threshold';
}

function isPlain(value: Value): value is NumberValue {
  return value.kind === 'number' && (value.unit === 'none' || value.unit === 'share');
}

function adjustmentBy(operator: '+' | '-' | '*' | '/', by: number): Adjustment {
  if (operator === '+' || operator === '-') return { factor: 1, offset: operator === '+' ? by : -by };
  return { factor: operator === '*' ? by : 1 / by, offset: 0 };
}

function adjusted(rule: Rule, { factor, offset }: Adjustment): Rule | undefined {
  const before = rule.adjustment ?? { factor: 1, offset: 0 };
  const adjustment = { factor: before.factor * factor, offset: before.offset * factor + offset };
  return factor > 0 && Number.isFinite(factor) ? { ...rule, adjustment } : undefined;
}
