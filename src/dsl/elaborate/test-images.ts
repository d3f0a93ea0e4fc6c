// Threshold rules that would look at test images, seen from the syntax alone.

import type { Scope } from '../meaning/scope.ts';
import type { Section } from '../syntax/ast.ts';
import { sidesOf } from '../syntax/walk.ts';

/** Reports them also where the rule cannot be read otherwise, since what it cuts has errors of its own. */
export function reportTestImages(section: Section | undefined, { reporter }: Scope): void {
  for (const statement of section?.statements ?? []) {
    const what = statement.kind === 'binding' && ruleNames.get(statement.targets[0]?.path[0]?.text ?? '');
    for (const side of what ? sidesOf(statement.value) : []) {
      if (side.kind !== 'restricted' || side.to.text !== 'test') continue;
      reporter.report('test-labels', side.value.span, { what: `the ${what} rule` }, { hint: 'write `on holdout`' });
    }
  }
}

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['threshold', 'threshold'],
  ['image_threshold', 'image threshold'],
]);
