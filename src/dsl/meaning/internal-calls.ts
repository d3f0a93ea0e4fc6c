// Calls that the file does not write as such: numbers among tensors, signs, choices.
import type { OperationCall, TensorValue } from '../../ops/core/call.ts';
import type { Operation } from '../../ops/core/operation.ts';
import type { Value } from '../../ops/core/value.ts';
import { constantLayer } from '../../ops/table.ts';
import type { Expression } from '../syntax/ast.ts';
import type { Scope } from './scope.ts';

/** A tensor as it is, a plain number as one; undefined for what is neither. */
export function asTensor(value: Value, expression: Expression, scope: Scope): TensorValue | undefined {
  if (value.kind === 'tensor' && value.type !== 'anomaly') return value;
  if (value.kind !== 'number' || value.unit !== 'none') return undefined;
  return scope.add({
    call: internalCall(
      constantLayer,
      [],
      { value: { kind: 'number', value: value.value, unit: 'none' } },
      expression,
      scope,
    ),
    result: 'tensor',
  });
}

export function internalCall(
  { kind, name }: Operation,
  operands: readonly TensorValue[],
  settings: OperationCall['settings'],
  expression: Expression,
  scope: Scope,
): OperationCall {
  const inputs = operands.map(({ reference }) => reference);
  return {
    kind,
    name,
    path: scope.uniquePath(name),
    span: expression.span,
    callers: scope.callers,
    inputs,
    mentions: operands.map(({ span }) => span),
    settings,
    origins: {},
  };
}
