// Images of several sources by their category, in the order of the sources; of one source all are one group.
import { grouped } from '../files/grouped.ts';
import type { ImageItem } from '../images/data-set.ts';

export interface CategoryGroup {
  /** Undefined where there is one source. */
  readonly category: string | undefined;
  readonly items: readonly ImageItem[];
}

export function groupedByCategory(items: readonly ImageItem[]): readonly CategoryGroup[] {
  return [...grouped(items, ({ category }) => category)].map(([category, own]) => ({ category, items: own }));
}

/** How many there are of each category; undefined where there is one source. */
export function countsOf(
  items: readonly Pick<ImageItem, 'category'>[],
  categories: readonly string[],
): readonly number[] | undefined {
  if (categories.length < 2) return undefined;
  const groups = grouped(items, ({ category }) => category);
  return categories.map((category) => groups.get(category)?.length ?? 0);
}
