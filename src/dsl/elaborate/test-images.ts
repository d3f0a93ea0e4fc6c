// Threshold rules that would look at test images, seen from the syntax alone.

import type { Scope } from '../meaning/scope.ts';
import type { Section } from '../syntax/ast.ts';

/** Reports them also where the rule cannot be read otherwise, since what it cuts has errors of its own. */
export function reportTestImages(section: Section | undefined, { reporter }: Scope): void {
  for (const statement of section?.statements ?? []) {
    if (statement.kind !== 'binding' || statement.value.kind !== 'restricted') continue;
    const what = ruleNames.get(statement.targets[0]?.path[0]?.text ?? '');
    const { value, to } = statement.value;
    if (what === undefined || to.text !== 'test') continue;
    reporter.report('test-labels', value.span, { what: `the ${what} rule` }, { hint: 'write `on holdout`' });
  }
}

const ruleNames: ReadonlyMap<string, string> = new Map([
  ['threshold', 'threshold'],
  ['image_threshold', 'image threshold'],
]);
