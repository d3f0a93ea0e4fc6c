// `loss`: lines of weighted terms. A term of weight 0 is left out, with a note.
import type { TensorKind, TensorValue } from '../../ops/core/call.ts';
import { unlessLeftOut } from '../meaning/conditions.ts';
import { Scope } from '../meaning/scope.ts';
import type { FlowNode, Term } from '../model/model.ts';
import type { Section } from '../syntax/ast.ts';
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
    if (!optional)
      scope.reporter.report(
        'missing-section',
        headOf(scope.file.parsed.file),
        { section: '`loss`' },
        { hint: 'such as `loss { pixel = bce(map, mask) }`' },
      );
    return undefined;
  }
  for (const [name, type] of given) {
    const value: TensorValue = { kind: 'tensor', type, reference: { from: 'given', name }, span: section.keyword };
    scope.declare(name, value, section.keyword);
  }
  const names = new Map<string, Section['span']>();
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
    if (before)
      scope.reporter.report(
        'declared-twice',
        name.span,
        { name: name.text },
        { related: [{ message: 'declared here first', span: before }] },
      );
    names.set(name.text, name.span);
    const expression = unlessLeftOut(statement.value, scope);
    if (expression === undefined) continue;
    const flow: FlowNode[] = [];
    const inner = new Scope({
      shared: scope.shared,
      file: scope.file,
      place: 'loss',
      path: `loss/${name.text}`,
      flow,
      outer: scope,
    });
    reportForeignNames(expression, inner);
    const value = inner.evaluate(expression);
    if (value.kind !== 'objective') {
      if (value.kind !== 'unknown') scope.reporter.report('no-loss', statement.value.span, { name: name.text });
      sound = false;
      continue;
    }
    const parts = value.terms.filter(({ weight }) => weight !== 0);
    if (parts.length < value.terms.length) scope.reporter.report('term-off', name.span, { name: name.text });
    if (parts.length > 0) terms.push({ name: name.text, parts, flow: { nodes: flow }, span: statement.span });
  }
  if (terms.length === 0 && sound) scope.reporter.report('nothing-trained', section.keyword, {});
  return terms.length === 0 ? undefined : terms;
}
