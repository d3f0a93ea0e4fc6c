// Files that are whole or absent: written beside, made durable, then renamed.
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

/** Writes a file whole; one that replaces another has its permissions. @throws OutsideError `disk-full`, `not-writable` */
export function writeWhole(file: string, content: string | Uint8Array): void {
  const draft = `${file}.draft-${process.pid}`;
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
  const draft = `${folder}.draft-${process.pid}`;
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

/** Removes drafts that a process left behind when it was killed. */
export function removeDrafts(folder: string): void {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (/\.draft-\d+$/.test(name)) rmSync(path.join(folder, name), { recursive: true, force: true });
  }
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
