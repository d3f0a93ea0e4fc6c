// Where a bundle is unpacked to: a folder of nobody else, below that for temporary files, as long as it is needed. What a
// killed process left is removed by the next one that opens a bundle.
import { randomUUID } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { draftOf, isAbandonedDraft } from '../files/files.ts';

const prefix = 'anoseg-bundle-';

export interface BundleFolder {
  /** Not there yet. */
  readonly folder: string;
  /** Once more does no harm. */
  remove(): void;
}

/** `temporary`: perhaps everybody's. `bundle`: by whose name a run is called. */
export function makeBundleFolder(temporary: string, bundle: string): BundleFolder {
  removeLeftOvers(temporary);
  // Its name says which process needs it, and nobody can have guessed it.
  const parent = draftOf(path.join(temporary, `${prefix}${randomUUID().slice(0, 8)}`));
  mkdirSync(parent, { mode: 0o700 });
  const name = path.basename(bundle, path.extname(bundle));
  // That of `...zip` would be the folder above.
  const folder = path.join(parent, /^\.*$/.test(name) ? 'bundle' : name);
  return { folder, remove: () => removeQuietly(parent) };
}

// Of this user, of a process that is dead, or a day old where that cannot be asked; and no link.
function removeLeftOvers(temporary: string): void {
  for (const name of namesIn(temporary)) {
    const place = path.join(temporary, name);
    if (name.startsWith(prefix) && isOwnFolder(place) && isAbandonedDraft(place)) removeQuietly(place);
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Where only one's own files are shown to nobody, there is nothing to look for.
  }
}

function isOwnFolder(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === (process.getuid?.() ?? found.uid);
}

function removeQuietly(place: string): void {
  try {
    rmSync(place, { recursive: true, force: true });
  } catch {
    // A disk that takes nothing any more: what the command was for is done, and the next one tries again.
  }
}
