// `when` and `else`: which part of the file is there. What is switched off is looked at all the same, since somebody
// switches it on: its names, operations and types, but nothing that depends on what a parameter happens to be.
import { describeValue, unknownValue, type Value } from '../../ops/core/value.ts';
import type { Conditional, Expression } from '../syntax/ast.ts';
import type { Scope } from './scope.ts';

/** True where the condition holds, or where it is wrong and that has been reported. */
function holds(condition: Expression, scope: Scope): boolean {
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

/** Looks at a part that is switched off, in a scope where that changes nothing. */
export type LookAtOff = (off: Expression, scope: Scope) => void;

/** The expression that counts, without its `when`; undefined where it is left out. */
export function unlessLeftOut(expression: Expression, scope: Scope, look: LookAtOff): Expression | undefined {
  if (expression.kind !== 'conditional') return expression;
  const { value, condition, otherwise } = expression;
  const [chosen, other] = holds(condition, scope) ? [value, otherwise] : [otherwise, value];
  if (other) lookAt(other, scope, look);
  return chosen && unlessLeftOut(chosen, scope, look);
}

// Whatever its own conditions say.
function lookAt(off: Expression, scope: Scope, look: LookAtOff): void {
  if (off.kind !== 'conditional') {
    look(off, scope.switchedOff(off.span));
    return;
  }
  holds(off.condition, scope.switchedOff(off.condition.span));
  for (const side of [off.value, off.otherwise]) if (side) lookAt(side, scope, look);
}

/** Whether one of its sides is there in any case. */
export function isEitherOr({ otherwise }: Conditional): boolean {
  return otherwise !== undefined && (otherwise.kind !== 'conditional' || isEitherOr(otherwise));
}

/** A value that is one of two; both sides are of one kind. Without a last `else` it cannot be one. */
export function evaluateEitherOr(
  expression: Conditional,
  scope: Scope,
  evaluate: (side: Expression, scope: Scope) => Value,
): Value {
  if (!isEitherOr(expression)) reportWhenAlone(expression, scope);
  const others: { readonly side: Expression; readonly value: Value }[] = [];
  const chosen = unlessLeftOut(expression, scope, (side, off) => {
    others.push({ side, value: evaluate(side, off) });
  });
  if (chosen === undefined || !isEitherOr(expression)) return unknownValue;
  const value = evaluate(chosen, scope);
  const misfits = others.filter(({ value: other }) => !areOneKind(value, other));
  for (const { side, value: other } of misfits) {
    const parameters = { found: describeValue(other), other: describeValue(value) };
    const related = [{ message: parameters.other, span: chosen.span }];
    scope.reporter.report('mixed-sides', side.span, parameters, { related });
  }
  return misfits.length > 0 ? unknownValue : value;
}

export function reportWhenAlone({ span }: Conditional, { reporter }: Scope): void {
  const hint =
    'a value is always there: say what it is otherwise, `a when condition else b`; `when` alone leaves out an argument, an item, a step or a whole line';
  reporter.report('misplaced', span, { what: 'when' }, { hint });
}

const plainKinds: readonly Value['kind'][] = ['boolean', 'text', 'list', 'size', 'samples', 'objective', 'shapes'];

// Of numbers, tensors and calls the place decides, which may take several kinds.
function areOneKind(a: Value, b: Value): boolean {
  const isWord = ({ kind }: Value) => kind === 'text' || kind === 'word';
  if (a.kind === b.kind || a.kind === 'unknown' || b.kind === 'unknown' || (isWord(a) && isWord(b))) return true;
  return !plainKinds.includes(a.kind) && !plainKinds.includes(b.kind);
}
