// Files that are whole or absent: written beside, made durable, then renamed.
import { createHash } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { reasonOf, refusedFailure } from '../../diagnostics/system-error.ts';
import { fittingName } from './fitting-name.ts';
import { isRunning, thisProcess } from './process-identity.ts';

/** Writes a file whole; one that replaces another has its permissions. @throws OutsideError `disk-full`, `not-writable` */
export function writeWhole(file: string, content: string | Uint8Array): void {
  writeWholeBy(file, (draft) => writeFileSync(draft, content, { flush: true }));
}

/** The same for content that `write` writes to a file that it is given, and makes durable. */
export function writeWholeBy<T>(file: string, write: (draft: string) => T): T {
  const draft = draftOf(file);
  return withDiskErrors(file, () => {
    makeFolders(path.dirname(file));
    try {
      const before = statSync(file, { throwIfNoEntry: false });
      const result = write(draft);
      if (before?.isFile()) chmodSync(draft, before.mode);
      renameSync(draft, file);
      return result;
    } catch (error) {
      rmSync(draft, { force: true });
      throw error;
    }
  });
}

/** Fills a folder beside and renames it into place; an old one is replaced. */
export function writeFolderWhole(folder: string, fill: (draft: string) => void): void {
  const draft = draftOf(folder);
  withDiskErrors(folder, () => {
    rmSync(draft, { recursive: true, force: true });
    makeFolders(draft);
    try {
      fill(draft);
      syncAll(draft);
      if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
      renameSync(draft, folder);
      syncFile(path.dirname(folder));
    } catch (error) {
      rmSync(draft, { recursive: true, force: true });
      throw error;
    }
  });
}

/** Makes a folder with those above it. Node's own way tries for ever where the system says that /proc/x cannot be there. */
export function makeFolders(folder: string): void {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
    const parent = path.dirname(folder);
    const isAbove = error instanceof Error && 'code' in error && error.code === 'ENOENT' && parent !== folder;
    if (!isAbove || existsSync(parent)) throw error;
    makeFolders(parent);
    mkdirSync(folder);
  }
}

/** Runs what writes to disk; what the system refuses becomes a sentence. */
export function withDiskErrors<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    throw writeFailure(file, error) ?? error;
  }
}

/** Refusals that another place helps against. */
const ofThePlace: ReadonlySet<string> = new Set([
  'not-permitted',
  'not-writable',
  'not-a-folder',
  'is-a-folder',
  'in-the-way',
]);

function writeFailure(file: string, error: unknown): OutsideError | undefined {
  const refused = error instanceof OutsideError ? undefined : refusedFailure(`write ${file}`, error);
  if (refused === undefined || !ofThePlace.has(refused.code)) return refused;
  return outside(
    'not-writable',
    { what: `write ${file}`, reason: reasonOf(error) ?? '', advice: 'choose another place with `--out`' },
    { cause: error },
  );
}

/**
 * What a file or folder is called until it is whole. The name says which process writes it, so that somebody else can
 * tell whether it still does.
 */
export function draftOf(file: string): string {
  const { place, pid, started } = thisProcess();
  return path.join(
    path.dirname(file),
    fittingName(path.basename(file), `.draft-${pid}-${placeMark(place)}-${started}`),
  );
}

// Nothing shorter: somebody's `notes.draft-2` is none of ours.
const draftName = /\.draft-(\d+)-([0-9a-f]{8})-(\d*)$/;

export function isDraftName(name: string): boolean {
  return draftName.test(name);
}

export interface DraftChoice {
  /** Nobody else works in the folder, so all of its drafts are of dead processes. */
  readonly isClaimed?: boolean;
  /** Drafts of this file alone. */
  readonly of?: string;
}

/** Removes what processes left that were killed. */
export function removeDrafts(folder: string, { isClaimed = false, of = '' }: DraftChoice = {}): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const place = path.join(folder, name);
    if (of !== '' && !name.startsWith(`${of}.draft-`)) continue;
    if (isDraftName(name) && (isClaimed || isAbandonedDraft(place))) rmSync(place, { recursive: true, force: true });
  }
}

/** How long a draft of another host, which cannot be asked, is respected after its last change. */
const respectedMs = 24 * 3600 * 1000;

/** Whether its process has ended; of another host or container: whether it has not been changed for a day. */
export function isAbandonedDraft(file: string): boolean {
  const [, number, mark, started = ''] = draftName.exec(file) ?? [];
  if (mark === undefined) return false;
  const { host, place } = thisProcess();
  if (mark === placeMark(place)) return isRunning({ host, place, pid: Number(number), started }) === false;
  const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return changed !== undefined && Date.now() - changed > respectedMs;
}

function placeMark(place: string): string {
  return createHash('sha256').update(place).digest('hex').slice(0, 8);
}

function syncAll(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) syncAll(full);
    else syncFile(full);
  }
  syncFile(folder);
}

function syncFile(file: string): void {
  const descriptor = openSync(file, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
