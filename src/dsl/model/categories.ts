// Several sources in one model: each is a category, which figures, maps and the layer `category()` call by its name.
import { bug } from '../../diagnostics/outside-error.ts';
import type { OperationCall } from '../../ops/core/call.ts';
import { settingsOf } from '../../ops/core/setting.ts';
import { sample } from '../../ops/sources/sample.ts';
import { operationFor } from '../../ops/table.ts';
import type { CategorySource, DataSettings, Model } from './model.ts';
import { neededNetworks, predictedValues } from './needs.ts';

type Sources = Pick<DataSettings, 'source' | 'sources'>;

/** Every source, in the order of the file. */
export function sourcesOf({ source, sources }: Sources): readonly CategorySource[] {
  return sources ?? [{ category: categoryOf(source), source }];
}

/** The names of all categories: `category()` has a channel for each, in this order. */
export function categoriesOf(data: Sources): readonly string[] {
  return sourcesOf(data).map(({ category }) => category);
}

/** The source that a word is set in: what a parameter is for is seen by setting it. */
export function sourceOfCategory(data: Sources, word: string): OperationCall | undefined {
  return sourcesOf(data).find(({ source }) => Object.values(settingsOf(source)).includes(word))?.source;
}

/**
 * All that the language draws, where a source draws the word that is set; undefined where none does. `dataWith`: the sources with that
 * word, undefined where they are wrong with it.
 */
export function drawnCategories(dataWith: (word: string) => Sources | undefined): readonly string[] | undefined {
  const { words } = sample.parameters.kind;
  const drawn = words.map((word) => {
    const data = dataWith(word);
    return data === undefined ? [] : sourcesOf(data).map(({ source }) => settingsOf(source).kind === word);
  });
  return drawn[0]?.some((_, place) => drawn.every((of) => of[place])) ? words : undefined;
}

/** What a source is called: the name that it is given, else that of its folder, or of what is drawn. */
export function categoryOf(source: OperationCall): string {
  const { name, category, path, folder, kind } = settingsOf(source);
  const [given, ...places] = [name, category, path, folder, kind].map((value) =>
    typeof value === 'string' ? value : '',
  );
  if (given !== undefined && given !== '') return given;
  return lastPart(places.find((place) => place !== '') ?? '').normalize();
}

function lastPart(place: string): string {
  return (
    place
      .replaceAll('\\', '/')
      .split('/')
      .findLast((part) => part !== '') ?? ''
  );
}

/** Whether a name can be that of a folder, on every system, and of nothing else there. */
export function isCategoryName(name: string): boolean {
  return /^[^/\\\p{Cc}]{1,100}$/u.test(name) && !['.', '..', 'good'].includes(name) && name.trim() === name;
}

/** Whether something that is trained asks for the category of a sample. */
export function usesCategory({ networks }: Pick<Model, 'networks'>): boolean {
  return networks.some(hasCategory);
}

/** The same of the finished model, which then takes the category beside the image. */
export function takesCategory({ networks, evaluate }: Pick<Model, 'networks' | 'evaluate'>): boolean {
  const { applied, called } = neededNetworks(networks, predictedValues(evaluate));
  return networks.some((network) => (applied.has(network.name) || called.has(network.name)) && hasCategory(network));
}

/** The categories that a finished model knows; undefined where it does not ask. */
export function knownCategories(model: Pick<Model, 'networks' | 'evaluate' | 'data'>): readonly string[] | undefined {
  return takesCategory(model) ? categoriesOf(model.data) : undefined;
}

/**
 * The number by which a finished model takes the category of an image; undefined where it asks for none. `data`: where the
 * images are from, whose categories the model knows.
 */
export function categoryNumbers(
  model: Pick<Model, 'networks' | 'evaluate' | 'data'>,
  data: Sources = model.data,
): (image: { readonly category?: string }) => number | undefined {
  const known = knownCategories(model);
  if (known === undefined) return () => undefined;
  const [first = ''] = categoriesOf(data);
  return ({ category = first }) => numberOf(category, known) ?? bug(`the model knows no category ${category}`);
}

/** One that is known alone is meant, whatever it is called. Undefined for one that is not known. */
export function numberOf(category: string, known: readonly string[]): number | undefined {
  const found = known.indexOf(category);
  return found >= 0 ? found : known.length === 1 ? 0 : undefined;
}

function hasCategory({ flow }: Model['networks'][number]): boolean {
  return flow.nodes.some(({ call }) => call.kind === 'layer' && operationFor(call, 'layer').asksCategory === true);
}
