// The sets of several sources as one: every name in it begins with its category, so that none is there twice.
import type { DataSet, ImageItem, PictureFile } from '../images/data-set.ts';

export interface CategorySet {
  readonly category: string;
  readonly data: DataSet;
}

/** In the order of the sources. */
export function joinSets(sets: readonly CategorySet[]): DataSet {
  const items = (of: (data: DataSet) => readonly ImageItem[]) =>
    sets.flatMap(({ category, data }) => of(data).map((item) => itemOf(category, item)));
  const names = (of: (data: DataSet) => readonly string[]) =>
    sets.flatMap(({ category, data }) => of(data).map((name) => inCategory(category, name)));
  return {
    name: sets.map(({ data }) => data.name).join(', '),
    train: items(({ train }) => train),
    test: items(({ test }) => test),
    validation: items(({ validation }) => validation),
    strayMasks: names(({ strayMasks }) => strayMasks),
    missingMasks: sets.flatMap(({ category, data }) =>
      data.missingMasks.map((missing) => ({ ...missing, image: inCategory(category, missing.image) })),
    ),
    notes: sets.flatMap(({ category, data }) => data.notes.map((note) => `${category}: ${note}`)),
  };
}

function itemOf(category: string, item: ImageItem): ImageItem {
  return { ...item, ...renamed(category, item), category, masks: item.masks.map((mask) => renamed(category, mask)) };
}

function renamed(category: string, file: PictureFile): PictureFile {
  return { name: inCategory(category, file.name), read: () => file.read() };
}

function inCategory(category: string, name: string): string {
  return `${category}/${name}`;
}
