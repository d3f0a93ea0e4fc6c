// Warnings of what nothing uses: often a slip of the pen.
import type { Reporter } from '../diagnostics/diagnostic.ts';
import type { Networks } from './elaborate-networks.ts';
import { isOperationName } from './elaborate-parameters.ts';
import type { Loaded } from './load.ts';
import type { Scope } from './scope.ts';
import { everyExpression } from './walk.ts';

export function reportUnused(loaded: Loaded, parameters: Scope, networks: Networks, reporter: Reporter): void {
  const { entry } = loaded;
  for (const item of entry.parsed.file.items) {
    if (item.kind === 'block' && isOperationName(item.name.text)) {
      reporter.report('name-taken', item.name.span, { name: item.name.text, by: 'an operation' });
    }
  }
  // After an error much looks unused that is not.
  if (reporter.hasErrors) return;
  const mentioned = mentionedNames(loaded);
  for (const [name, { span }] of parameters.entries) {
    if (!mentioned.has(name)) reporter.report('unused-parameter', span, { name });
  }
  for (const [name, { alias, declaration }] of entry.imports) {
    if (!mentioned.has(name) && declaration.kind === 'block') reporter.report('unused-import', alias, { name });
  }
  for (const model of networks.models) {
    for (const [name, { used, span }] of networks.scopeOf(model.name)?.entries ?? []) {
      if (!used && name !== 'map' && !(model.role === 'discriminator' && name === model.result))
        reporter.report('unused-value', span, { name });
    }
  }
}

// By their text, so that what a `when` leaves out in this variation counts as used.
function mentionedNames({ entry }: Loaded): ReadonlySet<string> {
  const names = new Set<string>();
  for (const item of entry.parsed.file.items) {
    const expressions =
      item.kind === 'param'
        ? [item.value, ...(item.bounds ? [item.bounds] : [])]
        : item.kind === 'use'
          ? []
          : [
              ...item.statements.map(({ value }) => value),
              ...('parameters' in item ? item.parameters.flatMap((p) => p.default ?? []) : []),
            ];
    for (const expression of expressions.flatMap((e) => [...everyExpression(e)])) {
      if (expression.kind === 'reference' && expression.path[0]) names.add(expression.path[0].text);
      if (expression.kind === 'call') names.add(expression.callee.text);
    }
  }
  return names;
}
