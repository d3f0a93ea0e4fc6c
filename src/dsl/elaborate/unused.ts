// Warnings of what nothing uses: often a slip of the pen. Names count as used where the text mentions
// them, so that what a `when` leaves out in this variation counts too.
import type { Reporter } from '../../diagnostics/diagnostic.ts';
import type { Loaded } from '../load/load.ts';
import type { Scope } from '../meaning/scope.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Item, Section } from '../syntax/ast.ts';
import { everyExpression } from '../syntax/walk.ts';
import type { Networks } from './elaborate-networks.ts';

export function reportUnused({ entry }: Loaded, parameters: Scope, networks: Networks, reporter: Reporter): void {
  // After an error much looks unused that is not.
  if (reporter.hasErrors) return;
  const { items } = entry.parsed.file;
  const mentioned = mentionedIn(items);
  for (const [name, { span }] of parameters.entries) {
    if (!mentioned.has(name)) reporter.report('unused-parameter', span, { name });
  }
  for (const [name, { alias, declaration }] of entry.imports) {
    if (!mentioned.has(name) && declaration.kind === 'block') reporter.report('unused-import', alias, { name });
  }
  // The blocks of a library are there for others.
  for (const [name, { name: declared }] of networks.isEmpty ? [] : entry.blocks) {
    if (!mentioned.has(name)) reporter.report('unused-block', declared.span, { name });
  }
  for (const item of items) if (item.kind === 'section' && item.section === 'augment') reportAugment(item, reporter);
}

/** The values of a network that is needed; of one that is not, the network itself is told. */
export function reportUnusedValues(
  { entry }: Loaded,
  needed: readonly NetworkModel[],
  networks: Networks,
  reporter: Reporter,
): void {
  const { items } = entry.parsed.file;
  const taken = items.flatMap((item) => (item.kind === 'network' ? item.parameters.map(({ name }) => name.text) : []));
  const elsewhere = mentionedIn(items.filter(({ kind }) => kind !== 'network' && kind !== 'block'));
  const declared = new Set(items.flatMap((item) => (item.kind === 'network' ? [item.name.text] : [])));
  // An imported network offers values to many.
  for (const { name: network, role, result } of needed.filter(({ name }) => declared.has(name))) {
    const own = mentionedIn(items.filter((item) => item.kind === 'network' && item.name.text === network));
    for (const [name, { used, span }] of networks.scopeOf(network)?.entries ?? []) {
      const isMentioned = own.has(name) || elsewhere.has(name) || taken.includes(name);
      const isResult = name === 'map' || (role === 'discriminator' && name === result);
      if (!used && !isMentioned && !isResult) reporter.report('unused-value', span, { name });
    }
  }
}

const results: ReadonlySet<string> = new Set(['image', 'synthetic', 'mask']);

function reportAugment(section: Section, reporter: Reporter): void {
  const mentioned = mentionedIn([section]);
  for (const statement of section.statements) {
    if (statement.kind !== 'binding') continue;
    for (const { path } of statement.targets) {
      const name = path[0];
      if (name && !results.has(name.text) && !mentioned.has(name.text))
        reporter.report('unused-value', name.span, { name: name.text });
    }
  }
}

function mentionedIn(items: readonly Item[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const expression of items.flatMap(expressionsOf).flatMap((e) => everyExpression(e))) {
    if (expression.kind === 'call')
      for (const { text } of [expression.callee, ...(expression.members ?? [])]) names.add(text);
    // `generator.map` mentions both.
    if (expression.kind === 'reference') for (const { text } of expression.path) names.add(text);
  }
  return names;
}

function expressionsOf(item: Item) {
  if (item.kind === 'use') return [];
  if (item.kind === 'param') return item.bounds ? [item.value, item.bounds] : [item.value];
  const defaults = 'parameters' in item ? item.parameters.flatMap((p) => p.default ?? []) : [];
  return [...item.statements.map(({ value }) => value), ...defaults];
}
