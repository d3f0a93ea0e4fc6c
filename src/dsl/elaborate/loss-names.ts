// Names that mean something elsewhere and are called otherwise in `loss`: `clean` is `image` there, and `synthetic` is what
// `seen` is on synthetic samples. Told with the whole text that would say so.
import type { Extras } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/source-file.ts';
import { unknownValue } from '../../ops/core/value.ts';
import { findOperation } from '../../ops/table.ts';
import type { Scope } from '../meaning/scope.ts';
import type { Expression } from '../syntax/ast.ts';
import { childrenOf, everyExpression } from '../syntax/walk.ts';

/** Reports them in a line; afterwards they are unknown there, and silent. */
export function reportForeignNames(line: Expression, scope: Scope): void {
  for (const name of ['clean', 'synthetic']) {
    if (scope.shared.networkValueNames.includes(name) || scope.lookup(name) !== undefined) continue;
    const mentions = everyExpression(line).filter((expression) => isName(expression, name));
    if (mentions.length === 0) continue;
    for (const { span } of mentions)
      scope.reporter.report('unknown-name', span, { name }, name === 'clean' ? clean(span) : synthetic(span, line));
    scope.declare(name, unknownValue, line.span);
  }
}

function isName(expression: Expression, name: string): boolean {
  return expression.kind === 'reference' && expression.path.length === 1 && expression.path[0]?.text === name;
}

function clean(span: Span): Extras {
  const hint = 'did you mean `image`? In `loss` it is the undamaged image of the sample';
  return { hint, fix: { span, text: 'image' } };
}

const meaning = 'on a synthetic sample, `seen` is the damaged image';

function synthetic(mention: Span, line: Expression): Extras {
  const around = ancestors(line, mention);
  const kinds = around.flatMap((expression) => (expression.kind === 'restricted' ? [expression.to.text] : []));
  if (kinds.includes('synthetic'))
    return { hint: `did you mean \`seen\`? ${capital(meaning)}`, fix: { span: mention, text: 'seen' } };
  const place = kinds.length > 0 ? undefined : restrictable(around);
  if (place === undefined) return { hint: meaning };
  const { source } = mention;
  const { start, end } = place.span;
  const added = `${source.text.slice(start, mention.start)}seen${source.text.slice(mention.end, end)} on synthetic`;
  const text = place.isPart ? `(${added})` : added;
  return { hint: `write \`${text}\`: ${meaning}`, fix: { span: place.span, text } };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

// What holds the mention, outermost first.
function ancestors(expression: Expression, { start, end }: Span): readonly Expression[] {
  const inner = childrenOf(expression).find(({ span }) => span.start <= start && end <= span.end);
  return inner === undefined
    ? [expression]
    : [expression, ...ancestors(inner, { source: expression.span.source, start, end })];
}

// The examples for a discriminator, or else the loss: alone in its line, or a part of it that needs brackets.
function restrictable(around: readonly Expression[]): { readonly span: Span; readonly isPart: boolean } | undefined {
  const [line] = around.filter(({ kind }) => kind !== 'conditional');
  const at = around.findIndex((expression) => isLoss(expression));
  const call = around[at];
  if (line === undefined || call?.kind !== 'call' || !isWrittenAsCall(call)) return undefined;
  const examples = around[at + 1];
  if (isAdversarial(call)) return examples && { span: examples.span, isPart: false };
  const inside = everyExpression(line);
  if (inside.some(({ kind }) => kind === 'missing')) return undefined;
  const isPart = inside.filter((expression) => isLoss(expression)).length > 1 && line !== call;
  return { span: isPart ? call.span : line.span, isPart };
}

function isLoss(expression: Expression): boolean {
  if (expression.kind !== 'call') return false;
  const kind = findOperation(expression.callee.text, ['loss', 'adversarial'])?.kind;
  return kind === 'loss' || kind === 'adversarial';
}

function isAdversarial({ callee }: Extract<Expression, { kind: 'call' }>): boolean {
  return findOperation(callee.text, ['adversarial'])?.kind === 'adversarial';
}

// In YAML a call may be a mapping, where text cannot be added behind it.
function isWrittenAsCall({ callee, span }: Extract<Expression, { kind: 'call' }>): boolean {
  return span.source.text.slice(callee.span.end, span.end).trimStart().startsWith('(');
}
