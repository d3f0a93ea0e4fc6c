// Goes through syntax without meaning: every expression in a body.
import type { Call, Expression, Statement } from './ast.ts';

/** The parts of an expression, in the order of the text. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'call':
      return expression.arguments.map(({ value }) => value);
    case 'pipe':
      return [expression.input, ...expression.steps];
    case 'chance':
      return [expression.chance, expression.step];
    case 'repetition':
      return [expression.times, expression.step];
    case 'choice':
      return expression.options;
    case 'range':
      return [expression.from, expression.to];
    case 'within':
      return [expression.value, expression.bounds];
    case 'unary':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'size':
      return [expression.height, expression.width];
    case 'samples':
      return [expression.count];
    case 'list':
    case 'tuple':
      return expression.items;
    case 'restricted':
      return [expression.value];
    case 'conditional':
      return [expression.value, expression.condition, ...(expression.otherwise ? [expression.otherwise] : [])];
    case 'number':
    case 'text':
    case 'boolean':
    case 'reference':
    case 'missing':
      return [];
  }
}

/** The expression and everything in it, in the order of the text. */
export function everyExpression(expression: Expression): readonly Expression[] {
  const all: Expression[] = [];
  const add = (part: Expression) => {
    all.push(part);
    for (const child of childrenOf(part)) add(child);
  };
  add(expression);
  return all;
}

/** What may stand in the place of the expression: each side of an either-or, and what a `when` may leave out. */
export function sidesOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'conditional') return [expression];
  const { value, otherwise } = expression;
  return [...sidesOf(value), ...(otherwise ? sidesOf(otherwise) : [])];
}

/** All calls in a body. */
export function* calledExpressions(statements: readonly Statement[]): Generator<Call> {
  for (const { value } of statements) {
    for (const expression of everyExpression(value)) if (expression.kind === 'call') yield expression;
  }
}
