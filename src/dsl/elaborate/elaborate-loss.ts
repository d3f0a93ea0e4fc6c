// `loss`: lines of weighted terms. A term of weight 0 is left out, with a note.
import type { TensorKind, TensorValue } from '../../ops/core/call.ts';
import type { ObjectiveValue } from '../../ops/core/value.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import { type Declaration, reportDeclaredTwice } from '../meaning/declared-twice.ts';
import { Scope } from '../meaning/scope.ts';
import type { FlowNode, Term } from '../model/model.ts';
import type { Binding, Expression, Name, Section } from '../syntax/ast.ts';
import { headOf } from '../syntax/head.ts';
import { reportForeignNames } from './loss-names.ts';

/** Values that a loss can name beside those of networks. */
const given: readonly (readonly [name: string, type: TensorKind])[] = [
  ['image', 'image'],
  ['seen', 'image'],
  ['mask', 'mask'],
];

/** Undefined where nothing is left to train. */
export function elaborateLoss(
  section: Section | undefined,
  scope: Scope,
  optional: boolean,
): readonly Term[] | undefined {
  if (section === undefined) {
    const hint = 'such as `loss { pixel = bce(map, mask) }`';
    if (!optional)
      scope.reporter.report('missing-section', headOf(scope.file.parsed.file), { section: '`loss`' }, { hint });
    return undefined;
  }
  for (const [name, type] of given) {
    const value: TensorValue = { kind: 'tensor', type, reference: { from: 'given', name }, span: section.keyword };
    scope.declare(name, value, section.keyword);
  }
  const names = new Map<string, Declaration>();
  const terms: Term[] = [];
  let sound = true;
  for (const statement of section.statements) {
    if (statement.kind === 'return') {
      scope.reporter.report('unexpected-return', statement.span, {});
      continue;
    }
    const name = statement.targets[0]?.path[0];
    if (name === undefined || name.text === '') continue;
    const before = names.get(name.text);
    if (before) reportDeclaredTwice(name, statement.value, before, scope);
    else names.set(name.text, { span: name.span, written: statement.value });
    const term = termOf(statement, name, scope);
    if (term === 'wrong') sound = false;
    else if (term !== 'off') terms.push(term);
  }
  if (terms.length === 0 && sound) scope.reporter.report('nothing-trained', section.keyword, {});
  return terms.length === 0 ? undefined : terms;
}

function termOf({ value: written, span }: Binding, name: Name, scope: Scope): Term | 'off' | 'wrong' {
  const flow: FlowNode[] = [];
  const { shared, file } = scope;
  const inner = new Scope({ shared, file, place: 'loss', path: `loss/${name.text}`, flow, outer: scope });
  const expression = unlessLeftOut(written, inner, (off, inOff) => objectiveOf(off, off, name, inOff));
  if (expression === undefined) return 'off';
  const value = objectiveOf(expression, written, name, inner);
  if (value === undefined) return 'wrong';
  const parts = value.terms.filter(({ weight }) => weight !== 0);
  if (parts.length < value.terms.length) scope.reporter.report('term-off', name.span, { name: name.text });
  return parts.length > 0 ? { name: name.text, parts, flow: { nodes: flow }, span } : 'off';
}

// Undefined where it is none, which is told at `written`.
function objectiveOf(
  expression: Expression,
  written: Expression,
  name: Name,
  scope: Scope,
): ObjectiveValue | undefined {
  reportForeignNames(expression, scope);
  const value = scope.evaluate(expression);
  if (value.kind === 'objective') return value;
  if (value.kind !== 'unknown') scope.reporter.report('no-loss', written.span, { name: name.text });
  return undefined;
}
