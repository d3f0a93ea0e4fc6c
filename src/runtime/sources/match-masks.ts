// Which mask belongs to which image: that of the same path below their folders, or else of the same name.

import type { FoundFile } from './glob.ts';
import { stemOf } from './listing.ts';

/**
 * The masks of each image, several where a folder with the image's name holds them. A mask in another folder is taken by its
 * name alone where that name is unique among images and masks.
 */
export function matchMasks(
  images: readonly FoundFile[],
  masks: readonly FoundFile[],
  suffixes: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const byPath = new Map<string, string>();
  const byFolder = new Map<string, string[]>();
  const byStem = new Map<string, Set<string>>();
  // The bare name last: where both are there, 000_mask.png is the mask and 000.png may be a picture of it.
  const ordered = suffixes.toSorted((a, b) => b.length - a.length);
  for (const suffix of ordered) {
    for (const { file, folders } of masks) {
      const stem = stemOf(file);
      if (!stem.endsWith(suffix)) continue;
      const own = stem.slice(0, stem.length - suffix.length);
      const key = join(folders, own);
      if (!byPath.has(key)) byPath.set(key, file);
      byStem.set(own, (byStem.get(own) ?? new Set()).add(file));
    }
  }
  for (const { file, folders } of masks) byFolder.set(folders, [...(byFolder.get(folders) ?? []), file]);
  const counts = new Map<string, number>();
  for (const { file } of images) counts.set(stemOf(file), (counts.get(stemOf(file)) ?? 0) + 1);
  return new Map(
    images.flatMap(({ file, folders }) => {
      const stem = stemOf(file);
      const exact = byPath.get(join(folders, stem));
      const inFolder = byFolder.get(join(folders, stem));
      const named = counts.get(stem) === 1 ? byStem.get(stem) : undefined;
      const found = exact !== undefined ? [exact] : (inFolder ?? (named?.size === 1 ? [...named] : undefined));
      return found === undefined ? [] : [[file, found] as const];
    }),
  );
}

function join(folders: string, name: string): string {
  return folders === '' ? name : `${folders}/${name}`;
}
