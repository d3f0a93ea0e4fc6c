// A name that two lines of a body declare. Where `when` leaves one of them out, they want to be an either-or.
import { type Span, textAt } from '../../diagnostics/source-file.ts';
import type { Conditional, Expression, Name } from '../syntax/ast.ts';
import { isEitherOr } from './conditions.ts';
import type { Scope } from './scope.ts';

export interface Declaration {
  readonly span: Span;
  /** Undefined for what is no line of a body. */
  readonly written?: Expression | undefined;
}

/** Longer lines are not written out again. */
const longestProposal = 160;

/** `shown`: the name with its dots. */
export function reportDeclaredTwice(
  name: Name,
  value: Expression | undefined,
  before: Declaration,
  scope: Scope,
  shown = name.text,
): void {
  const related = [{ message: 'declared here first', span: before.span }];
  const hint = before.written && value && eitherOrHint(shown, before.written, value);
  scope.reporter.report('declared-twice', name.span, { name: shown }, { related, hint });
}

/** Whether the two are never there together, as far as can be seen: one of them may be left out. */
export function mayExclude(a: Expression | undefined, b: Expression | undefined): boolean {
  return a !== undefined && b !== undefined && isOptional(a) && isOptional(b);
}

function isOptional(value: Expression): value is Conditional {
  return value.kind === 'conditional' && !isEitherOr(value);
}

function eitherOrHint(name: string, first: Expression, second: Expression): string | undefined {
  const [a, b] = isOptional(first) ? [first, second] : [second, first];
  if (!isOptional(a)) return undefined;
  const [own, other] = [textOf(a), textOf(b)];
  const isPlain = a.otherwise === undefined && own !== undefined && other !== undefined;
  const line = isPlain && `${name} = ${own} else ${other}`;
  return `say it in one line, of which one side counts: \`${line && line.length <= longestProposal ? line : `${name} = … when … else …`}\``;
}

// Undefined for what is not written in the language's own form, or over several lines.
function textOf({ span }: Expression): string | undefined {
  const text = textAt(span);
  return /\.ya?ml$/.test(span.source.name) || /[\r\n]/.test(text) ? undefined : text;
}
