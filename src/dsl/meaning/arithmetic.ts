// Numbers with units: what can be added, scaled and compared before the graph exists.

import type { Unit } from '../../ops/core/call.ts';
import { largestExact, type NumberValue } from '../../ops/core/value.ts';
import type { BinaryOperator } from '../syntax/ast.ts';

/** Undefined where the units do not fit or the result is no finite number. */
export function calculate(operator: '+' | '-' | '*' | '/', a: NumberValue, b: NumberValue): NumberValue | undefined {
  const unit = unitOf(operator, a.unit, b.unit);
  if (unit === undefined) return undefined;
  const value = { '+': a.value + b.value, '-': a.value - b.value, '*': a.value * b.value, '/': a.value / b.value }[
    operator
  ];
  return Number.isFinite(value) ? { kind: 'number', value, unit } : undefined;
}

/** Whether whole numbers give another one than they should: `9007199254740992 + 1`. Of sizes that are kept exactly. */
export function isRounded(
  operator: '+' | '-' | '*' | '/',
  a: NumberValue,
  b: NumberValue,
  result: NumberValue,
): boolean {
  const isWhole = ({ value }: NumberValue) => Number.isInteger(value) && Math.abs(value) <= largestExact;
  if (![a, b].every(isWhole) || !Number.isInteger(result.value)) return false;
  const [x, y, z] = [BigInt(a.value), BigInt(b.value), BigInt(result.value)];
  return { '+': x + y !== z, '-': x - y !== z, '*': x * y !== z, '/': x !== y * z }[operator];
}

/** Undefined for operators that are not comparisons, and where the units differ. */
export function compare(operator: BinaryOperator, a: NumberValue, b: NumberValue): boolean | undefined {
  if (a.unit !== b.unit) return undefined;
  switch (operator) {
    case '==':
      return a.value === b.value;
    case '!=':
      return a.value !== b.value;
    case '<':
      return a.value < b.value;
    case '<=':
      return a.value <= b.value;
    case '>':
      return a.value > b.value;
    case '>=':
      return a.value >= b.value;
    default:
      return undefined;
  }
}

// Sums need equal units; a factor has none, or is a share of the other one.
function unitOf(operator: '+' | '-' | '*' | '/', a: Unit, b: Unit): Unit | undefined {
  if (operator === '+' || operator === '-') return a === b ? a : undefined;
  if (operator === '/') return b === 'none' ? a : a === b ? 'none' : undefined;
  if (a === 'none') return b;
  if (b === 'none') return a;
  if (a === 'share') return b;
  return b === 'share' ? a : undefined;
}
