// `source` of `data`: one source, or several, each a category with a name of its own.
import type { OperationCall } from '../../ops/core/call.ts';
import { showCall } from '../../ops/core/setting.ts';
import type { Scope } from '../meaning/scope.ts';
import { categoryOf, isCategoryName } from '../model/categories.ts';
import type { CategorySource, DataSettings } from '../model/model.ts';

/** Undefined after an error. A list of one is that one. */
export function elaborateSources(
  calls: readonly OperationCall[],
  scope: Scope,
): Pick<DataSettings, 'source' | 'sources'> | undefined {
  const [source, ...others] = calls;
  if (source === undefined) return undefined;
  if (others.length === 0) return { source };
  const sources = calls.map((call): CategorySource => ({ category: categoryOf(call), source: call }));
  const named = sources.map((one) => checkName(one, scope));
  const unique = sources.map((one, i) => !named[i] || checkUnique(one, sources.slice(0, i), scope));
  return [...named, ...unique].every((sound) => sound) ? { source, sources } : undefined;
}

function checkName({ category, source }: CategorySource, scope: Scope): boolean {
  if (isCategoryName(category)) return true;
  const hint = `give it one: ${nameForm(source)}`;
  scope.reporter.report('category-name', source.span, { name: category }, { hint });
  return false;
}

function checkUnique({ category, source }: CategorySource, before: readonly CategorySource[], scope: Scope): boolean {
  const twin = before.find((other) => folded(other.category) === folded(category));
  if (twin === undefined) return true;
  const isSame = showCall(twin.source) === showCall(source);
  const isDrawn = source.name === 'sample';
  const hint = isSame || isDrawn ? 'take one of them away' : `give one another name: ${nameForm(source)}`;
  const related = [{ message: 'the other one', span: twin.source.span }];
  scope.reporter.report('category-repeated', source.span, { name: category, isSame }, { hint, related });
  return false;
}

// Folders on some systems do not tell small letters from capitals.
function folded(name: string): string {
  return name.toLowerCase();
}

// Sources of a fixed layout take the name of their folder; `folder` reads most of their layouts too.
function nameForm({ settings }: OperationCall): string {
  const place = [settings.path, settings.category, settings.folder].find((setting) => setting?.kind === 'text');
  return `\`folder(${JSON.stringify(place?.kind === 'text' ? place.value : '…')}, name: "…")\``;
}
