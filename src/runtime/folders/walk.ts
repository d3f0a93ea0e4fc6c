// All files below a folder, the one walk of every command: each folder once, however links lead to it, so that it ends
// wherever it is started; as deep as the disk allows.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { type EntryKind, entriesOf, requireUtf8 } from './entries.ts';

/** A file that was found, and where it lies below the folder that was walked. */
export interface FoundFile {
  readonly file: string;
  /** The folder that was walked. */
  readonly base: string;
  /** Folders below `base`, with `/`, composed (NFC); empty directly in it. */
  readonly folders: string;
}

export interface Walk {
  /** By path. */
  readonly found: readonly FoundFile[];
  /** All that is no folder and was not taken, and links that were not followed. */
  readonly leftOut: readonly LeftOut[];
}

export interface LeftOut {
  readonly name: string;
  /** `again`: a link to a folder that was walked already. */
  readonly kind: EntryKind | 'again';
}

export interface WalkForm {
  /** By the file's own name. */
  wants(name: string): boolean;
  /** Folders that are not opened, by their own name or what lies in them. */
  readonly skips?: (name: string, folder: string) => boolean;
  /** Whether links to folders are followed; by default they are. */
  readonly followsLinks?: boolean;
  /** How many folders a file may lie below the first one; by default any number. */
  readonly deepest?: number;
}

interface Place {
  readonly folder: string;
  /** Without links: by it a folder is known again. */
  readonly real: string;
  readonly folders: string;
  readonly depth: number;
}

/** Nothing where there is no such folder. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function walk(base: string, form: WalkForm): Walk {
  const found: (FoundFile & { readonly key: string })[] = [];
  const leftOut: LeftOut[] = [];
  const seen = new Set<string>();
  const first = placeAt(base);
  const open: Place[] = first === undefined ? [] : [first];
  // Links come last: a folder is known by its own place where it has one here.
  const links: Place[] = [];
  for (let here = open.pop(); here !== undefined; here = open.pop() ?? links.shift()) {
    if (seen.has(here.real)) {
      leftOut.push({ name: path.basename(here.folder), kind: 'again' });
      continue;
    }
    seen.add(here.real);
    for (const entry of entriesOf(here.folder)) {
      const { name, kind, isLink } = entry;
      if (kind === 'folder') {
        if (
          here.depth === (form.deepest ?? Number.POSITIVE_INFINITY) ||
          form.skips?.(name, path.join(here.folder, name))
        )
          continue;
        if (isLink && form.followsLinks === false) continue;
        requireUtf8(here.folder, entry);
        const next = below(here, name, isLink);
        if (next !== undefined) (isLink ? links : open).push(next);
      } else if (kind === 'file' && form.wants(name)) {
        requireUtf8(here.folder, entry);
        const { folders } = here;
        found.push({ file: path.join(here.folder, name), base, folders, key: sortKey(folders, name) });
      } else leftOut.push({ name, kind });
    }
  }
  found.sort((a, b) => (a.key < b.key ? -1 : 1));
  return { found: found.map(({ file, folders }) => ({ file, base, folders })), leftOut };
}

function below(here: Place, name: string, isLink: boolean): Place | undefined {
  const folder = path.join(here.folder, name);
  const real = isLink ? realPlace(folder) : path.join(here.real, name);
  const own = name.normalize();
  if (real === undefined) return undefined;
  return { folder, real, folders: here.folders === '' ? own : `${here.folders}/${own}`, depth: here.depth + 1 };
}

function placeAt(folder: string): Place | undefined {
  const real = realPlace(folder);
  return real === undefined ? undefined : { folder, real, folders: '', depth: 0 };
}

// Undefined where it has gone meanwhile.
function realPlace(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

/** Folder by folder: `a/b` stands before `a-b`. */
export function sortKey(folders: string, name: string): string {
  return (folders === '' ? name : `${folders}/${name}`).replaceAll('/', '\0');
}
