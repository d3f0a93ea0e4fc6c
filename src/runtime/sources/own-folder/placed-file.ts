// Where a picture lies among the folders of a data set, and what their names, or the looks of what is in them, say of it.

import path from 'node:path';
import { grouped } from '../../files/grouped.ts';
import type { FoundFile } from '../glob.ts';
import { relativeName, stemOf } from '../listing.ts';
import { masksByLooks } from './looks.ts';
import { type FolderMeaning, meaningOf, sharedWords } from './name-words.ts';
import { masksBeside, overlaysBeside } from './pair-names.ts';

export interface PlacedFile {
  readonly file: string;
  /** Below the data set's folder, with `/`. */
  readonly name: string;
  readonly use: 'image' | 'mask' | 'none';
  readonly split: FolderMeaning['split'];
  readonly isGood: boolean;
  /** The folders that say what it is a picture of: without `test`, `images`, `NG`, `masks`; in lower case. */
  readonly place: readonly string[];
  /** The folders it lies in, as they are called. */
  readonly folders: readonly string[];
  /** The kind of defect; undefined where no folder says it. */
  readonly kind: string | undefined;
  /** The folder of masks that it lies in; empty beside the images. */
  readonly maskFolder: string;
}

/** What the folder of this path means. */
type Meanings = (place: string) => FolderMeaning;

/** All pictures below a folder, masks told apart by folder, by name and by looks. */
export async function placeFiles(
  root: string,
  found: readonly FoundFile[],
  suffixes: readonly string[],
): Promise<readonly PlacedFile[]> {
  const meanings = meaningsAmong(found.map(({ file }) => relativeName(root, file).split('/').slice(0, -1)));
  const byName = found.map(({ file }) => placeFile(root, file, meanings));
  const images = byName.filter(({ use }) => use === 'image');
  const [masks, overlays] = [new Set<string>(), new Set<string>()];
  for (const together of grouped(images, ({ file }) => path.dirname(file)).values()) {
    const files = together.map(({ file }) => file);
    const drawn = overlaysBeside(files);
    const named = masksBeside(
      files.filter((file) => !drawn.has(file)),
      suffixes,
    );
    const seen = await masksByLooks(files.filter((file) => !named.has(file) && !drawn.has(file)));
    for (const mask of [...named, ...seen]) masks.add(mask);
    for (const overlay of drawn) overlays.add(overlay);
  }
  const pictures = images.filter(({ file }) => !overlays.has(file));
  const folders = foldersOfMasks(pictures, masks, meanings);
  const withLooks = (place: string) =>
    folders.has(place) ? { ...meanings(place), role: 'mask' as const } : meanings(place);
  const placed = byName.map((given): PlacedFile => {
    if (overlays.has(given.file)) return { ...given, use: 'none' };
    return masks.has(given.file) ? { ...placeFile(root, given.file, withLooks), use: 'mask' } : given;
  });
  return placed.some(({ use }) => use === 'mask') ? placed : masksAmongOverlays(root, placed, meanings);
}

// Some call their masks overlays: where there are no others, pictures in such folders that look like masks are these.
async function masksAmongOverlays(
  root: string,
  placed: readonly PlacedFile[],
  meanings: Meanings,
): Promise<readonly PlacedFile[]> {
  const aside = placed.filter(({ use, folders }) => use === 'none' && folders.length > 0).map(({ file }) => file);
  const masks = new Set<string>();
  for (const together of grouped(aside, path.dirname).values())
    for (const mask of await masksByLooks(together)) masks.add(mask);
  const asMasks = (place: string) => {
    const meaning = meanings(place);
    return meaning.role === 'overlay' ? { ...meaning, role: 'mask' as const } : meaning;
  };
  return placed.map((given) => (masks.has(given.file) ? placeFile(root, given.file, asMasks) : given));
}

// Words that all folders beside each other share say nothing.
function meaningsAmong(paths: readonly (readonly string[])[]): Meanings {
  const places = new Set(paths.flatMap(ancestors));
  const meanings = new Map<string, FolderMeaning>();
  for (const siblings of grouped(places, (place) => path.posix.dirname(place)).values()) {
    const names = siblings.map((place) => path.posix.basename(place));
    const shared = sharedWords(names);
    for (const place of siblings) meanings.set(place, meaningOf(path.posix.basename(place), shared));
  }
  for (const place of wrappings(paths, meanings)) meanings.set(place, { ...byOwnName(place), role: 'image' });
  return (place) => meanings.get(place) ?? byOwnName(place);
}

// `casting/train` and `casting/test`: a folder that archives put around all of it is no kind of defect.
function wrappings(
  paths: readonly (readonly string[])[],
  meanings: ReadonlyMap<string, FolderMeaning>,
): readonly string[] {
  const [first = []] = paths;
  const shared = ancestors(first).filter((place, i) =>
    paths.every((folders) => folders.slice(0, i + 1).join('/') === place),
  );
  const inside = [...meanings].filter(([place]) => path.posix.dirname(place) === shared.at(-1));
  const isSplit = inside.some(([, { role }]) => role === 'train');
  return isSplit ? shared.filter((place) => meanings.get(place)?.role === 'kind') : [];
}

function byOwnName(place: string): FolderMeaning {
  return meaningOf(path.posix.basename(place));
}

/** By its folders alone. */
export function placeFile(root: string, file: string, meanings: Meanings = byOwnName): PlacedFile {
  const name = relativeName(root, file);
  const folders = name.split('/').slice(0, -1);
  const kinds: string[] = [];
  let [isGood, isBad, maskFolder, bad] = [false, false, '', ''];
  let [use, split]: [PlacedFile['use'], PlacedFile['split']] = ['image', undefined];
  for (const [i, folder] of folders.entries()) {
    const place = folders.slice(0, i + 1).join('/');
    const { role, isGood: saysGood, split: part } = meanings(place);
    split ??= part;
    if (role === 'overlay') use = 'none';
    if (role === 'mask' && use === 'image') [use, maskFolder] = ['mask', place];
    // Further in folders say it more exactly: `good/rejected`.
    if (role === 'bad') {
      if (isGood) kinds.splice(kinds.indexOf('good'), 1);
      [isBad, isGood, bad] = [true, false, folder];
    }
    if (saysGood && !isBad) {
      if (!isGood) kinds.push('good');
      isGood = true;
    }
    if (role === 'kind') kinds.push(folder);
  }
  // What LabelMe writes for each image: `3_json/label.png` beside pictures that are for people.
  const labelMe = /^(.*)_json$/i.exec(kinds.at(-1) ?? '');
  if (labelMe?.[1] !== undefined) {
    kinds.splice(-1, 1, labelMe[1]);
    use = stemOf(file).toLowerCase() === 'label' ? 'mask' : 'none';
  }
  const place = kinds.map((kind) => kind.normalize('NFC').toLowerCase());
  const kind = isGood ? 'good' : (kinds[0] ?? (isBad ? bad : undefined));
  return { file, name, use, split, isGood, place, folders, kind, maskFolder };
}

/** The outermost folders, of names that say nothing, in which all pictures look like masks. */
function foldersOfMasks(
  images: readonly PlacedFile[],
  masks: ReadonlySet<string>,
  meanings: Meanings,
): ReadonlySet<string> {
  const mixed = new Set(images.filter(({ file }) => !masks.has(file)).flatMap(({ folders }) => ancestors(folders)));
  return new Set(
    images
      .filter(({ file }) => masks.has(file))
      .flatMap(({ folders }) => {
        const whole = ancestors(folders).find((folder) => !mixed.has(folder));
        return whole === undefined || meanings(whole).role !== 'kind' ? [] : [whole];
      }),
  );
}

function ancestors(folders: readonly string[]): readonly string[] {
  return folders.map((_, i) => folders.slice(0, i + 1).join('/'));
}
