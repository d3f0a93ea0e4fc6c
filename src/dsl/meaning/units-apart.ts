// What helps where arithmetic joins a share with a tensor or with a plain number: the share as the number that it is.
import type { Extras } from '../../diagnostics/diagnostic.ts';
import type { Value } from '../../ops/core/value.ts';
import { formatNumber } from '../../ops/core/value.ts';
import type { Binary, Expression } from '../syntax/ast.ts';

export function unitsApart({ left, right }: Binary, a: Value, b: Value): Pick<Extras, 'hint' | 'fix'> {
  return asPlain(left, a, b) ?? asPlain(right, b, a) ?? {};
}

function asPlain(written: Expression, value: Value, other: Value): Pick<Extras, 'hint' | 'fix'> | undefined {
  if (value.kind !== 'number' || value.unit === 'none') return undefined;
  const isPlain = other.kind === 'tensor' || (other.kind === 'number' && other.unit === 'none');
  if (!isPlain) return undefined;
  const needs = other.kind === 'tensor' ? 'a tensor goes with plain numbers' : 'both must have one unit';
  if (value.unit !== 'share') return { hint: needs };
  const text = formatNumber(value.value, 'none');
  const hint = `${needs}: ${formatNumber(value.value, 'share')} is the number \`${text}\``;
  if (written.kind !== 'number') return { hint };
  return { hint: `write \`${text}\``, fix: { span: written.span, text, otherwise: hint } };
}
