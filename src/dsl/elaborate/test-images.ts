// Rules that would look at test images, seen from the syntax alone.

import type { Scope } from '../meaning/scope.ts';
import type { Section } from '../syntax/ast.ts';
import { sidesOf } from '../syntax/walk.ts';

/** Reports them also where the rule cannot be read otherwise, since what it cuts has errors of its own. */
export function reportTestImages(section: Section | undefined, { reporter }: Scope): void {
  for (const statement of section?.statements ?? []) {
    const what = statement.kind === 'binding' && ruleNames.get(statement.targets[0]?.path[0]?.text ?? '');
    if (!what) continue;
    for (const side of sidesOf(statement.value)) {
      if (side.kind !== 'restricted' || side.to.text !== 'test') continue;
      reporter.report('test-labels', side.value.span, { what: `the ${what.name} rule` }, { hint: what.hint });
    }
  }
}

const ruleNames: ReadonlyMap<string, { readonly name: string; readonly hint: string }> = new Map([
  ['threshold', { name: 'threshold', hint: 'write `on holdout`' }],
  ['image_threshold', { name: 'image threshold', hint: 'write `on holdout`' }],
  ['keep', { name: '`keep`', hint: 'write `on synthetic`: held-out normal images, damaged by `augment`' }],
]);
