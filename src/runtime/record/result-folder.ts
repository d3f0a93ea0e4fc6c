// Folders for results: numbered ones, or those that the user names. Neither ever replaces anything of somebody else's.
import { existsSync, lstatSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import { type Claim, claimFolder, refuseBusyFolder } from '../claim/claim.ts';
import { claimFile, isBesideClaim, readClaim } from '../claim/claim-file.ts';
import { isDraftName, makeFolders, removeDrafts, withDiskErrors } from '../files/files.ts';

/** `PARENT/N` with the first free N, `prefix` before it; made at once, so that two processes never share one. */
export function createNumberedFolder(parent: string, prefix = ''): string {
  return withDiskErrors(parent, () => {
    makeFolders(parent);
    for (let number = 1; ; number++) {
      const folder = path.join(parent, `${prefix}${number}`);
      if (existsSync(folder)) continue;
      try {
        mkdirSync(folder);
        return folder;
      } catch (error) {
        if (!existsSync(folder)) throw error;
      }
    }
  });
}

/** Bytes of a folder's path that leave room for what goes into it, below the 4096 of the system. */
const longestPath = 3300;

/** Makes a folder where there is none. @throws OutsideError `not-writable`, `name-too-long` */
export function makeFolder(folder: string): void {
  if (Buffer.byteLength(path.resolve(folder)) > longestPath)
    throw outside('name-too-long', {
      what: `make the folder ${folder}`,
      reason: 'its path is too long for a folder of results',
      advice: 'choose a shorter one',
    });
  withDiskErrors(folder, () => {
    const isThere = lstatSync(folder, { throwIfNoEntry: false }) !== undefined;
    if (isThere && statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw outside('not-writable', {
        what: `write into ${folder}`,
        reason: 'it is no folder, but a file, or a link that leads nowhere',
        advice: 'choose another folder with `--out DIR`',
      });
    }
    makeFolders(folder);
  });
}

/**
 * Makes a folder, or takes one that is empty but for what is `own` (see `refuseOthers`).
 * @throws OutsideError `out-exists`, `run-busy`, `not-writable`
 */
export async function claimResultFolder(
  folder: string,
  command: string,
  own: ReadonlySet<string> = new Set(),
): Promise<Claim> {
  makeFolder(folder);
  refuseBusyFolder(folder);
  const refuse = () => withDiskErrors(folder, () => refuseOthers(folder, (file) => own.has(file)));
  refuse();
  const claim = await claimFolder(folder, command);
  try {
    refuse();
    removeDrafts(folder, { isClaimed: true });
    return claim;
  } catch (error) {
    claim.release();
    throw error;
  }
}

/** What systems put into every folder of their own accord. */
const litter: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', 'lost+found']);

/**
 * Refuses a folder that holds something else than traces of processes of ours that were killed.
 * `isOwn`: whether a file may be there, by its path in the folder with `/`; a folder's name has one at its end. @throws OutsideError `out-exists`
 */
export function refuseOthers(folder: string, isOwn: (file: string) => boolean): void {
  const other = findOther(folder, '', isOwn);
  if (other === undefined) return;
  throw outside('out-exists', { folder, other, instead: path.join(folder, 'results') });
}

function findOther(folder: string, below: string, isOwn: (file: string) => boolean): string | undefined {
  for (const name of readdirSync(path.join(folder, below))) {
    const file = below === '' ? name : `${below}/${name}`;
    if (litter.has(name) || isTrace(folder, name, below)) continue;
    // A link is the user's, wherever it leads.
    const entry = lstatSync(path.join(folder, file));
    if (entry.isFile() && isOwn(file)) continue;
    const other = entry.isDirectory() && isOwn(`${file}/`) ? findOther(folder, file, isOwn) : file;
    if (other !== undefined) return other;
  }
  return undefined;
}

function isTrace(folder: string, name: string, below: string): boolean {
  if (isDraftName(name)) return true;
  if (below !== '') return false;
  return name === claimFile ? readClaim(path.join(folder, name))?.isForeign === false : isBesideClaim(name);
}
