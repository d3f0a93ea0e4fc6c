// How a refused value would be written: with its units, as a range, as a size, without quotes. It keeps its form: a range
// stays a range, a choice a choice.
import type { Extras } from '../../diagnostics/diagnostic.ts';
import { textAt } from '../../diagnostics/source-file.ts';
import type { ReadType, Refusal } from '../../ops/core/parameter.ts';
import { formatNumber, type Value } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { Expression, NumberLiteral } from '../syntax/ast.ts';
import { everyExpression } from '../syntax/walk.ts';

type Reads = (value: Value) => boolean;

/** Hint and fix for a value that `type` refuses. `reads`: whether it would take another one. */
export function insteadOf(
  expression: Expression,
  value: Value,
  refusal: Refusal,
  type: ReadType<unknown>,
  reads: Reads,
): Pick<Extras, 'hint' | 'fix'> {
  const hint = refusal.code === 'wrong-type' ? refusal.hint : undefined;
  const { span } = expression;
  const other =
    asSize(expression, reads) ?? asRange(expression, reads) ?? asOne(expression, reads) ?? asBare(value, type, reads);
  if (other !== undefined) return { hint: other.hint, fix: { span, text: other.text, otherwise: hint } };
  if (refusal.code !== 'wrong-type') return {};
  const { instead } = refusal;
  if (instead === undefined) return { hint };
  // In a block a parameter stands for a number of the call.
  if (expression.kind === 'number' || expression.kind === 'reference') return { hint, fix: { span, text: instead } };
  const text = withUnits(expression, type);
  return text === undefined ? {} : { hint: `write \`${text}\``, fix: { span, text } };
}

interface Instead {
  readonly hint: string;
  readonly text: string;
}

// `(32, 32)`, `32 * 32`, `32` for `32 x 32`
function asSize(expression: Expression, reads: Reads): Instead | undefined {
  const [height, width] = sidesOf(expression);
  if (height === undefined || width === undefined) return undefined;
  if (!reads({ kind: 'size', height: Number(height), width: Number(width), range: undefined })) return undefined;
  const text = `${height} x ${width}`;
  return { hint: `height x width: \`${text}\``, text };
}

function sidesOf(expression: Expression): readonly string[] {
  if (expression.kind === 'number') return [expression.text, expression.text];
  if (expression.kind === 'text') return /^(\d+)\s*[xX×*,]\s*(\d+)$/.exec(expression.value)?.slice(1) ?? [];
  const numbers = pairOf(expression);
  return numbers.map(({ text }) => text);
}

// `[2px, 4px]`, `(2px, 4px)`, `2px - 4px` for `2px..4px`
function asRange(expression: Expression, reads: Reads): Instead | undefined {
  const [from, to] = pairOf(expression);
  if (from === undefined || to === undefined || (expression.kind === 'binary' && expression.operator !== '-'))
    return undefined;
  const [a, b] = [literalValue(from), literalValue(to)];
  if (a.unit !== b.unit || a.value >= b.value) return undefined;
  if (!reads({ kind: 'range', from: a.value, to: b.value, unit: a.unit })) return undefined;
  const text = `${from.text}..${to.text}`;
  const other = expression.kind === 'list' ? `, one of both \`${from.text} | ${to.text}\`` : '';
  return { hint: `a range is written \`${text}\`${other}`, text };
}

// `(3, 3)` for `3`
function asOne(expression: Expression, reads: Reads): Instead | undefined {
  const [a, b] = expression.kind === 'binary' ? [] : pairOf(expression);
  if (a === undefined || b === undefined || a.text !== b.text || !reads(literalValue(a))) return undefined;
  return { hint: `one number stands for both: \`${a.text}\``, text: a.text };
}

// `"adam"`, `"0.5"`, `"true"`, and 1 for `true`
function asBare(value: Value, type: ReadType<unknown>, reads: Reads): Instead | undefined {
  if (value.kind === 'number' && (value.value === 0 || value.value === 1) && value.unit === 'none') {
    const text = value.value === 1 ? 'true' : 'false';
    return reads({ kind: 'boolean', value: value.value === 1 }) ? { hint: `write \`${text}\``, text } : undefined;
  }
  if (value.kind !== 'text') return undefined;
  const text = value.value.trim();
  const [, digits, unit] = /^(-?\d+(?:\.\d+)?(?:e-?\d+)?)(%|px|deg)?$/.exec(text) ?? [];
  const isWord =
    type.words.includes(text) ||
    (text === 'true' || text === 'false' ? reads({ kind: 'boolean', value: true }) : false);
  const isCall =
    type.takes !== 'value' && type.takes !== 'transform' && findOperation(text, [type.takes]) !== undefined;
  const isNumber = digits !== undefined && reads(numberOf(Number(digits), unit));
  return isWord || isCall || isNumber ? { hint: `it stands without quotes: \`${text}\``, text } : undefined;
}

function pairOf(expression: Expression): readonly NumberLiteral[] {
  const items =
    expression.kind === 'tuple' || expression.kind === 'list'
      ? expression.items
      : expression.kind === 'binary' && /^[-*]$/.test(expression.operator)
        ? [expression.left, expression.right]
        : [];
  const numbers = items.flatMap((item) => (item.kind === 'number' ? [item] : []));
  return items.length === 2 && numbers.length === 2 ? numbers : [];
}

function literalValue({ value, unit }: NumberLiteral) {
  return numberOf(value, unit);
}

function numberOf(value: number, unit: string | undefined): Extract<Value, { kind: 'number' }> {
  const units = { '%': 'share', px: 'px', deg: 'deg' } as const;
  const known = unit === '%' || unit === 'px' || unit === 'deg' ? units[unit] : 'none';
  return { kind: 'number', value: unit === '%' ? value / 100 : value, unit: known };
}

/** The same text, each number with the unit that is wanted. */
function withUnits(expression: Expression, { unit }: ReadType<unknown>): string | undefined {
  if (unit === undefined) return undefined;
  const numbers = everyExpression(expression).flatMap((part) => (part.kind === 'number' ? [part] : []));
  let text = textAt(expression.span);
  if (numbers.length === 0) return undefined;
  for (const number of numbers.toReversed()) {
    const at = number.span.start - expression.span.start;
    const { value, unit: found } = literalValue(number);
    if (found === unit || (unit === 'px' && found === 'share')) continue;
    if (found !== 'none' && unit !== 'none') return undefined;
    const whole = unit === 'share' && Math.abs(value) > 1 ? `${number.text}%` : formatNumber(value, unit);
    text = text.slice(0, at) + whole + text.slice(at + (number.span.end - number.span.start));
  }
  return text;
}
