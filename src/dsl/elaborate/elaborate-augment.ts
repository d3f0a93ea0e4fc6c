// `augment`: how samples are drawn. `image` may be declared anew, for what is done to every sample;
// `synthetic, mask` are what the networks learn from.
import type { FlowReference, TensorKind, TensorValue } from '../../ops/core/call.ts';
import type { Scope } from '../meaning/scope.ts';
import { runStatements } from '../meaning/statements.ts';
import type { AugmentModel } from '../model/model.ts';
import type { Section } from '../syntax/ast.ts';
import { headOf } from '../syntax/head.ts';

const drawnImage: FlowReference = { from: 'given', name: 'image' };

/** Images as they are. */
export const nothingDrawn: AugmentModel = {
  flow: { nodes: [] },
  image: drawnImage,
  synthetic: undefined,
  mask: undefined,
  donors: 0,
};

/** Undefined where an error was reported. */
export function elaborateAugment(
  section: Section | undefined,
  scope: Scope,
  hasForeground: boolean,
): AugmentModel | undefined {
  const here = headOf(scope.file.parsed.file);
  const declare = (name: string, type: TensorKind) => {
    const span = section?.keyword ?? here;
    const value: TensorValue = { kind: 'tensor', type, reference: { from: 'given', name }, span };
    scope.declare(name, value, span);
  };
  declare('image', 'image');
  if (hasForeground) declare('foreground', 'mask');
  if (section === undefined) return nothingDrawn;
  for (const statement of section.statements) {
    if (statement.kind === 'return') scope.reporter.report('unexpected-return', statement.span, {});
  }
  runStatements(section.statements, scope, new Set(['image']));
  const image = referenceOf('image', 'image', scope);
  const synthetic = referenceOf('synthetic', 'image', scope);
  const mask = referenceOf('mask', 'mask', scope);
  const complete = (synthetic === undefined) === (mask === undefined);
  if (!complete && !scope.shared.reporter.hasErrors) {
    scope.reporter.report('missing-key', section.keyword, {
      name: synthetic ? 'mask' : 'synthetic',
      section: 'augment',
      expected: '`synthetic, mask = image -> …`',
    });
  }
  if (image === undefined) return undefined;
  return { flow: { nodes: scope.flow }, image, synthetic, mask, donors: scope.counts.donors };
}

function referenceOf(name: string, type: TensorKind, scope: Scope): FlowReference | undefined {
  const entry = scope.entries.get(name);
  if (entry === undefined) return undefined;
  entry.used = true;
  const { value } = entry;
  if (value.kind === 'tensor' && value.type === type) return value.reference;
  if (value.kind !== 'unknown') {
    scope.reporter.report(
      'wrong-type',
      entry.span,
      { name, expected: type === 'image' ? 'an image' : 'a mask', found: 'something else' },
      {
        hint: 'write `synthetic, mask = image -> paste(…)`',
      },
    );
  }
  return undefined;
}
