// What one folder holds, as every command sees it: what the system has put there is left out, links are followed to
// what they lead to, and nothing is opened: a pipe would wait for ever.
import { isUtf8 } from 'node:buffer';
import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { type OutsideError, outside } from '../../diagnostics/outside-error.ts';

/** `lost`: a link to nothing, or in a circle. `back`: a link to a folder that it lies in. */
export type EntryKind = 'file' | 'folder' | 'pipe' | 'socket' | 'device' | 'lost' | 'back';

export interface Entry {
  /** As it is on the disk; where that is no UTF-8, its bytes are shown as `\xfc`. */
  readonly name: string;
  readonly kind: EntryKind;
  readonly isLink: boolean;
  /** Node cannot open a file by a name that is no UTF-8. */
  readonly isUtf8: boolean;
}

/** What network drives, cameras, archives and systems leave in folders of images, beside all that is hidden. */
const foreign =
  /^(@eadir|@tmp|@recycle|#recycle|#snapshot|__macosx|lost\+found|\$recycle\.bin|system volume information|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r)$/i;

/** Sorted by name; none where there is no such folder (any more). @throws OutsideError `folder-unreadable` */
export function entriesOf(folder: string): readonly Entry[] {
  return list(folder)
    .filter(({ name }) => name[0] !== hidden && !foreign.test(name.toString('latin1')))
    .map((found) => describe(folder, found))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const hidden = '.'.charCodeAt(0);

function list(folder: string): readonly Dirent<Buffer>[] {
  try {
    return readdirSync(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    if (isAbsent(error)) return [];
    throw unreadable(folder, error);
  }
}

function describe(folder: string, found: Dirent<Buffer>): Entry {
  if (!isUtf8(found.name)) {
    return { name: escaped(found.name), kind: found.isDirectory() ? 'folder' : 'file', isLink: false, isUtf8: false };
  }
  const name = found.name.toString('utf8');
  const isLink = found.isSymbolicLink();
  return { name, kind: isLink ? linkKind(folder, name) : kindOf(found), isLink, isUtf8: true };
}

function kindOf(found: Dirent<Buffer> | Stats): EntryKind {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'folder';
  if (found.isFIFO()) return 'pipe';
  return found.isSocket() ? 'socket' : 'device';
}

function linkKind(folder: string, name: string): EntryKind {
  try {
    const kind = kindOf(statSync(path.join(folder, name)));
    return kind === 'folder' && leadsBack(folder, name) ? 'back' : kind;
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw unreadable(path.join(folder, name), error);
    return 'lost';
  }
}

function leadsBack(folder: string, name: string): boolean {
  const target = realpathSync(path.join(folder, name));
  return contains(target, realpathSync(folder));
}

function contains(folder: string, place: string): boolean {
  return place === folder || place.startsWith(folder === path.sep ? folder : folder + path.sep);
}

/** Bytes that are no printable ASCII as `\xfc`. */
function escaped(name: Buffer): string {
  return [...name].map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : `\\x${hex(byte)}`)).join('');
}

function hex(byte: number): string {
  return byte.toString(16).padStart(2, '0');
}

/** Whether a folder is there, through links. @throws OutsideError `folder-unreadable` where that may not be seen */
export function isFolder(place: string): boolean {
  try {
    return statSync(place).isDirectory();
  } catch (error) {
    if (codeOf(error) === 'EACCES') throw unreadable(place, error);
    return false;
  }
}

/**
 * A place as the disk spells it: `ü` is one character for some systems and two for others, and the names look the same.
 * Places that are not there come back as they are.
 */
export function spelledOnDisk(place: string): string {
  if (isThere(place) || /^[\x20-\x7e]*$/.test(place)) return place;
  const parent = path.dirname(place);
  if (parent === place) return place;
  const folder = spelledOnDisk(parent);
  const wanted = path.basename(place).normalize();
  const exact = path.join(folder, path.basename(place));
  if (isThere(exact)) return exact;
  const found = namesIn(folder).find((name) => name.normalize() === wanted);
  return found === undefined ? place : path.join(folder, found);
}

function isThere(place: string): boolean {
  try {
    return statSync(place, { throwIfNoEntry: false }) !== undefined;
  } catch {
    // Closed to us, or no path at all: whoever opens it says so.
    return false;
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** @throws OutsideError `name-not-utf8` */
export function requireUtf8(folder: string, { name, isUtf8: isUsable }: Entry): void {
  if (isUsable) return;
  throw outside('name-not-utf8', { file: path.join(folder, name) });
}

function unreadable(place: string, error: unknown): OutsideError {
  const reason = codeOf(error) === 'EACCES' ? 'its permissions forbid it' : (codeOf(error) ?? String(error));
  return outside('folder-unreadable', { place, reason }, { cause: error });
}

function isAbsent(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(codeOf(error) ?? '');
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
