// Values that YAML writes without quotes of the language: numbers, truths, texts.
import type { Expression } from '../../syntax/ast.ts';
import { isProse, isQuotedTwice, meansMore } from '../experiment-values.ts';
import type { Out } from './out.ts';
import { expressionScalar, proseScalar, textScalar } from './write-scalars.ts';

/** A value of `param`; undefined for an expression. */
export function literalScalar(value: Expression): Out | undefined {
  const at = value.span.start;
  if (value.kind === 'number') return expressionScalar(value.text, at);
  if (value.kind === 'boolean') return expressionScalar(String(value.value), at);
  if (value.kind === 'unary' && value.operator === '-' && value.operand.kind === 'number')
    return expressionScalar(`-${value.operand.text}`, at);
  // One in quotes would be taken for a slip.
  if (value.kind === 'text' && !/^".*"$/s.test(value.value)) return textScalar(value.value, at);
  return undefined;
}

/** A value of `experiment`, `text` as the language writes it; undefined for what no experiment takes. */
export function experimentScalar(key: string, value: Expression, text: string): Out | undefined {
  const at = value.span.start;
  if (value.kind === 'text') {
    if (isQuotedTwice(key, value.value)) return undefined;
    if (isProse(key) && value.value === value.value.trim()) return proseScalar(value.value, key.length + 4);
    // In quotes it is no word of the experiment's.
    return value.value === 'all'
      ? { kind: 'scalar', text: "'all'", inBrackets: "'all'", at }
      : textScalar(value.value, at);
  }
  if (isProse(key)) return undefined;
  return literalScalar(value) ?? (meansMore.test(text) ? expressionScalar(text, at) : undefined);
}
