// Decoded pictures on disk, in the user's cache: a training that does not fit into memory reads raw bytes at each step
// instead of decoding, and the next run finds them there. A cache is whole or absent; what changed is decoded anew.
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { outside, reworded } from '../../diagnostics/outside-error.ts';
import { refusedFailure } from '../../diagnostics/system-error.ts';
import { draftOf, removeDrafts } from '../files/files.ts';
import { digestRow, isWholeRow, type RowIndex, readIndex, writeIndex } from './row-index.ts';
import type { RowWriter } from './rows.ts';

export interface RowCacheForm {
  /** The folder of all caches. */
  readonly parent: string;
  /** What the pictures are and how they are decoded: another name is another cache. */
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
}

/** Undefined where the disk has no room for it, or the folder may not be written. Older caches are removed to make room. */
export async function openRowCache({ parent, name, count, bytes }: RowCacheForm): Promise<RowWriter | undefined> {
  const folder = path.join(parent, createHash('sha256').update(name).digest('hex').slice(0, 24));
  if (!makeFolder(folder)) return undefined;
  const old = readIndex(folder, count, bytes);
  if (!makeRoom(parent, folder, count * bytes)) return undefined;
  const draft = draftOf(path.join(folder, 'pixels.raw'));
  const contents: string[] = Array.from({ length: count }, () => '');
  const rows = [...contents];
  let opening: Promise<FileHandle> | undefined;
  const note = (row: number, content: string, digest = '') => {
    contents[row] = content;
    rows[row] = digest;
  };
  return {
    has(row, content) {
      if (old?.contents[row] !== content || !isWholeRow(folder, old, row, bytes)) return false;
      note(row, content, old.rows[row]);
      return true;
    },
    async write(row, content, pixels) {
      opening ??= openDraft(draft, old && path.join(folder, old.file));
      const handle = await withCacheErrors(folder, opening);
      await withCacheErrors(folder, handle.write(pixels, 0, bytes, row * bytes));
      note(row, content, digestRow(pixels));
    },
    async finish(kept) {
      if (opening) await withCacheErrors(folder, publish(await opening, draft, folder, { contents, rows }, old?.file));
      else touch(folder);
      const { file } = readIndex(folder, count, bytes) ?? { file: '' };
      return fileRows(await withCacheErrors(folder, open(path.join(folder, file), 'r')), folder, kept, bytes);
    },
    async abandon() {
      await (await opening?.catch(() => undefined))?.close();
      await rm(draft, { force: true });
    },
  };
}

/** A copy of the old file, for the rows that stay. */
async function openDraft(draft: string, old: string | undefined): Promise<FileHandle> {
  if (old !== undefined) await copyFile(old, draft, constants.COPYFILE_FICLONE);
  return open(draft, old === undefined ? 'w' : 'r+');
}

/** False where it cannot be made or written: the run goes on without it. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    removeDrafts(folder);
    // Folders in the place of files are none of ours, and no file can be renamed to their names.
    for (const name of readdirSync(folder)) {
      const place = path.join(folder, name);
      if (lstatSync(place).isDirectory()) rmSync(place, { recursive: true });
    }
    return true;
  } catch {
    return false;
  }
}

/** @throws OutsideError `disk-full`, `cache-unusable` */
async function withCacheErrors<T>(folder: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    const refused = refusedFailure(`keep decoded pictures in ${folder}`, cause);
    if (refused === undefined) throw cause;
    const advice = 'free some space, or let ANOSEG_CACHE name a folder on another disk';
    if (refused.code === 'disk-full') throw reworded(refused, { hint: advice }, { cause });
    throw outside('cache-unusable', { problem: refused.message, advice }, { cause });
  }
}

// The new file first, then the index that names it, then the old file goes: an open one stays readable.
async function publish(
  handle: FileHandle,
  draft: string,
  folder: string,
  { contents, rows }: Omit<RowIndex, 'file'>,
  before: string | undefined,
): Promise<void> {
  await handle.sync();
  await handle.close();
  const file = `pixels-${createHash('sha256').update(contents.join()).digest('hex').slice(0, 24)}.raw`;
  await rename(draft, path.join(folder, file));
  try {
    writeIndex(folder, { file, contents, rows });
  } catch (error) {
    // Without an index nobody would ever find it, and a full disk needs the room.
    if (file !== before) rmSync(path.join(folder, file), { force: true });
    throw error;
  }
  for (const name of readdirSync(folder)) {
    if (/^pixels-.*\.raw$/.test(name) && name !== file) rmSync(path.join(folder, name), { force: true });
  }
}

async function fileRows(handle: FileHandle, folder: string, kept: readonly number[], bytes: number) {
  return {
    count: kept.length,
    bytes,
    pixels: undefined,
    async read(row: number, target: Uint8Array) {
      const { bytesRead } = await handle.read(target, 0, bytes, (kept[row] ?? 0) * bytes);
      if (bytesRead === bytes) return;
      throw outside('cache-unusable', {
        problem: `decoded pictures in ${folder} were cut short while the run read them`,
        advice: 'let other programs leave the folder alone; the run goes on with `--resume`',
      });
    },
    close: () => handle.close(),
  };
}

// A tenth of the disk stays free: the caches that were used longest ago go first, and the own one never.
function makeRoom(parent: string, own: string, needed: number): boolean {
  const others = readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((folder) => folder !== own)
    .map((folder) => ({ folder, used: lastUse(folder) }))
    .toSorted((a, b) => a.used - b.used);
  for (;;) {
    const { bavail, blocks, bsize } = statfsSync(parent);
    if (bavail * bsize - needed > (blocks * bsize) / 10) return true;
    const oldest = others.shift();
    if (oldest === undefined) return false;
    if (oldest.used > 0) remove(oldest.folder);
  }
}

/** 0 where there is no index: it may be in the making, or none of ours. */
function lastUse(folder: string): number {
  try {
    return statSync(path.join(folder, 'index.json')).mtimeMs;
  } catch {
    return 0;
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Another user's: the next one is tried.
  }
}

function touch(folder: string): void {
  try {
    const now = new Date();
    utimesSync(path.join(folder, 'index.json'), now, now);
  } catch {
    // Another user's file: it keeps its age.
  }
}
