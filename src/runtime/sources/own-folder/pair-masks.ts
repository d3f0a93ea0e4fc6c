// Which mask belongs to which image: of those in folders that belong together, by their names.

import { grouped } from '../../files/grouped.ts';
import { relativeName, stemOf } from '../listing.ts';
import { isMaskWord, wordsOf } from './name-words.ts';
import { type NameClash, type NamePairing, pairLoosely, pairStrictly } from './pair-names.ts';
import type { PlacedFile } from './placed-file.ts';

export interface Pairing {
  /** Image to its masks. */
  readonly masksOf: ReadonlyMap<string, readonly string[]>;
  readonly stray: readonly PlacedFile[];
  /** Masks of a folder in which nothing was paired at all. */
  readonly lost: readonly PlacedFile[];
  readonly rules: readonly PairedBy[];
  readonly clash: NameClash | undefined;
}

export interface PairedBy {
  readonly rule: string;
  readonly pairs: ReadonlyMap<string, string>;
}

/**
 * `tiers`: a mask is looked for in the first, and in the next only if nothing there fits: a mask that two kinds could own
 * belongs to defective images before good ones. `isSaid`: globs say which are the masks, and folders matter less.
 */
export function pairMasks(
  tiers: readonly (readonly PlacedFile[])[],
  masks: readonly PlacedFile[],
  suffixes: readonly string[],
  isSaid = false,
): Pairing {
  const pairs = new Map<string, string>();
  const rules: PairedBy[] = [];
  const groups = grouped(masks, ({ place, split, maskFolder }) => JSON.stringify([place, split, maskFolder]));
  const lost: PlacedFile[] = [];
  for (const group of groups.values()) {
    for (const found of pairingsOf(group, tiers, suffixes, isSaid)) {
      if (found.clash) return { masksOf: new Map(), stray: [], lost: [], rules, clash: found.clash };
      for (const [mask, image] of found.pairs) pairs.set(mask, image);
      if (found.rule !== undefined) rules.push({ rule: found.rule, pairs: found.pairs });
    }
    if (!group.some(({ file }) => pairs.has(file))) lost.push(...group);
  }
  const stray = masks.filter(({ file }) => !pairs.has(file));
  return { masksOf: withoutPictures(pairs), stray, lost, rules, clash: undefined };
}

/** Of the masks of one folder, until all are paired or nothing fits. */
function pairingsOf(
  group: readonly PlacedFile[],
  tiers: readonly (readonly PlacedFile[])[],
  suffixes: readonly string[],
  isSaid: boolean,
): readonly NamePairing[] {
  const [mask] = group;
  const paired = new Set<string>();
  const found: NamePairing[] = [];
  const attempt = (
    images: readonly PlacedFile[],
    pair: (masks: readonly string[], images: readonly string[]) => NamePairing,
  ) => {
    for (const candidates of candidatesFor(mask, images, isSaid)) {
      const open = group.map(({ file }) => file).filter((file) => !paired.has(file));
      if (open.length === 0 || candidates.length === 0) continue;
      const next = pair(
        open,
        candidates.map(({ file }) => file),
      );
      for (const file of next.pairs.keys()) paired.add(file);
      found.push(next);
    }
  };
  for (const images of tiers) attempt(images, (masks, files) => pairStrictly(masks, files, suffixes));
  if (paired.size === 0) found.push(pairFolder(group, tiers.flat(), suffixes));
  const isFound = found.some(({ pairs, clash }) => pairs.size > 0 || clash);
  // A looser rule for what a stricter one has left would be a guess, and with good images a bad one.
  for (const images of isFound ? [] : tiers)
    attempt(
      images.filter(({ isGood }) => !isGood || mask?.isGood),
      pairLoosely,
    );
  return found;
}

// Those of the same place first, then those of which the one place is a part of the other: `masks/` for all kinds.
function candidatesFor(
  mask: PlacedFile | undefined,
  images: readonly PlacedFile[],
  isSaid: boolean,
): readonly (readonly PlacedFile[])[] {
  if (mask === undefined) return [];
  const own = images.filter(
    ({ split, isGood }) =>
      (mask.split === undefined || split === undefined || mask.split === split) && (!mask.isGood || isGood),
  );
  const by = grouped(own, ({ place }) => {
    if (place.join('/') === mask.place.join('/')) return 'same';
    return isPartOf(place, mask.place) ? 'near' : 'far';
  });
  const order = ['same', 'near', 'far'] as const;
  return order.slice(0, isSaid ? 3 : 2).map((where) => by.get(where) ?? []);
}

function isPartOf(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length < b.length ? [a.join('/'), b.join('/')] : [b.join('/'), a.join('/')];
  return short === '' || long.startsWith(`${short}/`) || long.endsWith(`/${short}`);
}

/** A folder with the name of an image holds its masks: `ground_truth/hole/3/000.png`. */
function pairFolder(
  group: readonly PlacedFile[],
  images: readonly PlacedFile[],
  suffixes: readonly string[],
): NamePairing {
  const nothing: NamePairing = { pairs: new Map(), rule: undefined, clash: undefined };
  const place = group[0]?.place ?? [];
  const name = place.at(-1);
  if (name === undefined) return nothing;
  const parent = place.slice(0, -1).join('/');
  const beside = images.filter(({ place: own }) => parent === '' || own.join('/') === parent).map(({ file }) => file);
  const [image] = pairStrictly([`${name}.png`], beside, suffixes).pairs.values();
  if (image === undefined) return nothing;
  const rule = 'a folder of masks with the name of the image';
  return { pairs: new Map(group.map(({ file }) => [file, image])), rule, clash: undefined };
}

// Where `000_mask.png` and `000.png` lie together, the second may be a picture of the mask.
function withoutPictures(pairs: ReadonlyMap<string, string>): ReadonlyMap<string, readonly string[]> {
  const masksOf = grouped(pairs.keys(), (mask) => pairs.get(mask) ?? '');
  return new Map(
    [...masksOf].map(([image, masks]) => {
      const named = masks.filter((mask) => wordsOf(stemOf(mask)).some(isMaskWord));
      return [image, (named.length > 0 ? named : masks).toSorted()];
    }),
  );
}

/** One line for each rule: `masks/mask*.png with images/image*.png by the same name (2 masks)`. */
export function describePairing(root: string, rules: readonly PairedBy[]): string {
  const byRule = grouped(rules, ({ rule }) => rule);
  return [...byRule]
    .map(([rule, same]) => {
      const pairs = same.flatMap((one) => [...one.pairs]);
      const masks = globOf(pairs.map(([mask]) => relativeName(root, mask)));
      const images = globOf(pairs.map(([, image]) => relativeName(root, image)));
      return `${masks} with ${images}, by ${rule} (${pairs.length} ${pairs.length === 1 ? 'mask' : 'masks'})`;
    })
    .join('; ');
}

/** What names have in common, with `*` for the rest, folder by folder where these are as deep. */
export function globOf(names: readonly string[]): string {
  const split = names.map((name) => name.split('/'));
  const depth = split[0]?.length ?? 0;
  if (split.some((parts) => parts.length !== depth)) return `**/${common(split.map((parts) => parts.at(-1) ?? ''))}`;
  return Array.from({ length: depth }, (_, i) =>
    common(
      split.map((parts) => parts[i] ?? ''),
      i === depth - 1,
    ),
  ).join('/');
}

function common(names: readonly string[], isFile = true): string {
  const [first = '', ...others] = [...new Set(names)];
  if (!isFile && others.length > 0) return '*';
  if (others.length === 0 && (!isFile || !/\d/.test(first))) return first;
  if (others.length === 0) return first.replace(/\d+(?=\D*$)/, '*');
  let start = 0;
  while (start < first.length && others.every((name) => name[start] === first[start])) start++;
  let end = 0;
  const least = Math.min(...names.map((name) => name.length)) - start;
  while (end < least && others.every((name) => name.at(-1 - end) === first.at(-1 - end))) end++;
  return `${first.slice(0, start).replace(/\d+$/, '')}*${first.slice(first.length - end).replace(/^\d+/, '')}`;
}
