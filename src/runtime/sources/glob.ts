// Images below folders and by patterns; a pattern that names a folder means all images below it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { entriesOf, isFolder, requireUtf8, spelledOnDisk } from '../folders/entries.ts';
import { isImageName } from '../folders/image-endings.ts';
import { leftOutNote } from '../folders/left-out.ts';
import { isPattern, patternDepth, patternMatcher } from '../folders/pattern.ts';
import { type FoundFile, walk } from '../folders/walk.ts';

export type { FoundFile };

/** Sorted by path. `root`: what the pattern is relative to. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function findImages(root: string, pattern: string): readonly FoundFile[] {
  const { place, rest } = fixedPart(root, pattern);
  if (rest === '') return isFolder(place) ? allImages(place) : isImageName(path.basename(place)) ? oneFile(place) : [];
  const isWanted = patternMatcher(rest);
  return walk(place, { wants: isImageName, deepest: patternDepth(rest) }).found.filter(({ file }) =>
    isWanted(path.relative(place, file).split(path.sep).join('/')),
  );
}

/** All images below a folder, in it and in its folders. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function allImages(base: string, below = ''): readonly FoundFile[] {
  const inside = below.normalize();
  const { found } = walk(path.join(base, below), { wants: isImageName });
  return found.map(({ file, folders }) => ({ file, base, folders: [inside, folders].filter(Boolean).join('/') }));
}

/** Where a pattern begins: what stands before its first wildcard, or is there as it is written. */
export function fixedPart(root: string, pattern: string): { readonly place: string; readonly rest: string } {
  const parts = pattern.split('/').filter((part) => part !== '' && part !== '.');
  let place = path.resolve(root);
  for (const [i, part] of parts.entries()) {
    const next = spelledOnDisk(path.join(place, part));
    if (isPattern(part) && !existsSync(next)) return { place, rest: parts.slice(i).join('/') };
    place = next;
  }
  return { place, rest: '' };
}

// Through its folder, so that a pipe is none.
function oneFile(file: string): readonly FoundFile[] {
  const base = path.dirname(file);
  const entry = entriesOf(base).find(({ name, kind }) => name === path.basename(file) && kind === 'file');
  if (entry === undefined) return [];
  requireUtf8(base, entry);
  return [{ file, base, folders: '' }];
}

/** What lies below a folder and is taken for no image, in a line; undefined where nothing is missed. */
export function imagesLeftOut(folder: string): string | undefined {
  return leftOutNote(walk(folder, { wants: isImageName }).leftOut, isImageName);
}
