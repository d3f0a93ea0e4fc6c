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
import { OutsideError } from '../diagnostics/outside-error.ts';
import { isRunning, thisProcess } from './claim/process-identity.ts';

/** Writes a file whole; one that replaces another has its permissions. @throws OutsideError `disk-full`, `not-writable` */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = draftOf(file);
  withDiskErrors(file, () => {
    mkdirSync(path.dirname(file), { recursive: true });
    try {
      const before = statSync(file, { throwIfNoEntry: false });
      writeFileSync(draft, content, { flush: true });
      if (before?.isFile()) chmodSync(draft, before.mode);
      renameSync(draft, file);
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
    mkdirSync(draft, { recursive: true });
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

/** Runs what writes to disk; a full disk or a folder without permission becomes a sentence. */
export function withDiskErrors<T>(file: string, write: () => T): T {
  try {
    return write();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const message = error instanceof Error ? error.message : '';
    if (code === 'ENOSPC' || code === 'EDQUOT' || /No space left on device/.test(message)) {
      throw new OutsideError(
        'disk-full',
        `no space left to write ${file}`,
        'free some space, or write to another disk',
        { cause: error },
      );
    }
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'ENOTDIR' || code === 'EISDIR') {
      throw new OutsideError('not-writable', `cannot write ${file}`, 'choose another folder with `--out DIR`', {
        cause: error,
      });
    }
    throw error;
  }
}

/**
 * What a file or folder is called until it is whole. The name says which process writes it, so that somebody else can
 * tell whether it still does.
 */
export function draftOf(file: string): string {
  const { place, pid, started } = thisProcess();
  return `${file}.draft-${pid}-${placeMark(place)}-${started}`;
}

// Older versions wrote the number alone; of those, what we write, since somebody's `notes.draft-2` is none of ours.
const draftName =
  /\.draft-(\d+)-([0-9a-f]{8})-(\d*)$|(?:^model|^step-\d+|\.(?:jsonl?|csv|html|png|anoseg|ya?ml|raw))\.draft-(\d+)$/;

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
    if (isDraftName(name) && (isClaimed || isAbandoned(name, place))) rmSync(place, { recursive: true, force: true });
  }
}

/** How long a draft of another host, which cannot be asked, is respected after its last change. */
const respectedMs = 24 * 3600 * 1000;

function isAbandoned(name: string, file: string): boolean {
  const [, number, mark, started = '', alone] = draftName.exec(name) ?? [];
  const { host, place } = thisProcess();
  const pid = Number(number ?? alone);
  if (mark === undefined || mark === placeMark(place)) return isRunning({ host, place, pid, started }) === false;
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
