// `when`: whether a part of the file is there.
import type { Expression } from '../syntax/ast.ts';
import type { Scope } from './scope.ts';

/** True where the condition holds, or where it is wrong and that has been reported. */
export function holds(condition: Expression, scope: Scope): boolean {
  const value = scope.evaluate(condition);
  if (value.kind === 'boolean') return value.value;
  if (value.kind !== 'unknown')
    scope.reporter.report(
      'no-condition',
      condition.span,
      {},
      { hint: 'compare, such as `size >= 256`, or use a parameter that is `true` or `false`' },
    );
  return true;
}

/** The expression without its `when`, or undefined where it is left out. */
export function unlessLeftOut(expression: Expression, scope: Scope): Expression | undefined {
  if (expression.kind !== 'conditional') return expression;
  return holds(expression.condition, scope) ? unlessLeftOut(expression.value, scope) : undefined;
}
