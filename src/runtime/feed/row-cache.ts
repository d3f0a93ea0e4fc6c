// Decoded pictures on disk, in the user's cache: a training that does not fit into memory reads raw bytes at each step
// instead of decoding, and the next run finds them there. A cache is whole or absent; what changed is decoded anew. Any number of
// processes, on any number of hosts, may make and read one at once: no file is ever written to once it has its name.
import { createHash, randomUUID } from 'node:crypto';
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
      if (opening)
        await withCacheErrors(folder, publish(await opening, draft, { folder, bytes, old }, { contents, rows }));
      else touch(folder);
      return fileRows(
        await withCacheErrors(folder, openPublished(folder, contents, bytes)),
        () => openPublished(folder, contents, bytes).catch(() => undefined),
        { folder, kept, bytes },
      );
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
      // A draft of another process may have got its name since.
      if (lstatSync(place, { throwIfNoEntry: false })?.isDirectory()) rmSync(place, { recursive: true });
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

interface Place {
  readonly folder: string;
  readonly bytes: number;
  /** What was there when this process began. */
  readonly old: RowIndex | undefined;
}

// The new file first, then the index that names it, then the old file goes: here an open one stays readable, and who loses it on
// another host of a file server opens the new one.
async function publish(
  handle: FileHandle,
  draft: string,
  { folder, bytes, old }: Place,
  made: Omit<RowIndex, 'file'>,
): Promise<void> {
  await handle.sync();
  await handle.close();
  const now = readIndex(folder, made.contents.length, bytes);
  // Others that began with an empty cache, too, have made the same meanwhile, and read it already.
  if (now !== undefined && now.file !== old?.file && areSame(now, made)) return rm(draft, { force: true });
  const file = `pixels-${randomUUID().replaceAll('-', '').slice(0, 24)}.raw`;
  await rename(draft, path.join(folder, file));
  try {
    writeIndex(folder, { file, ...made });
  } catch (error) {
    // Without an index nobody would ever find it, and a full disk needs the room.
    rmSync(path.join(folder, file), { force: true });
    throw error;
  }
  removeOthers(folder, readIndex(folder, made.contents.length, bytes)?.file ?? file, old?.file);
}

/** Files that no index names any more; what is younger may have been made by another process that is about to name it. */
function removeOthers(folder: string, named: string, superseded: string | undefined): void {
  const changed = (name: string) => statSync(path.join(folder, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const now = changed(named);
  for (const name of readdirSync(folder)) {
    const isOver = name === superseded || now - changed(name) > inUseMs;
    if (/^pixels-.*\.raw$/.test(name) && name !== named && isOver) rmSync(path.join(folder, name), { force: true });
  }
}

function areSame(a: Omit<RowIndex, 'file'>, b: Omit<RowIndex, 'file'>): boolean {
  return a.contents.join() === b.contents.join() && a.rows.join() === b.rows.join();
}

/** The file that the index names, once more where it is replaced in between; undefined where it holds other pictures. */
async function openPublished(
  folder: string,
  contents: readonly string[],
  bytes: number,
): Promise<FileHandle | undefined> {
  const find = () => readIndex(folder, contents.length, bytes);
  const index = find();
  if (index === undefined || index.contents.join() !== contents.join()) return undefined;
  return open(path.join(folder, index.file), 'r').catch((error: unknown) => {
    const next = find();
    if (next === undefined || next.file === index.file) throw error;
    return open(path.join(folder, next.file), 'r');
  });
}

/** How often the cache is said to be in use, so that nobody removes it to make room. */
const touchMs = 60_000;

async function fileRows(
  first: FileHandle | undefined,
  reopen: () => Promise<FileHandle | undefined>,
  { folder, kept, bytes }: { readonly folder: string; readonly kept: readonly number[]; readonly bytes: number },
) {
  const gone = () =>
    outside('cache-unusable', {
      problem: `decoded pictures in ${folder} were taken away or cut short while the run read them`,
      advice: 'let other programs leave the folder alone; the run goes on with `--resume`',
    });
  if (first === undefined) throw gone();
  let handle = first;
  let touched = Date.now();
  const isRead = async (row: number, target: Uint8Array) => {
    try {
      return (await handle.read(target, 0, bytes, (kept[row] ?? 0) * bytes)).bytesRead === bytes;
    } catch {
      // NFS says so of a file that another host has removed.
      return false;
    }
  };
  return {
    count: kept.length,
    bytes,
    pixels: undefined,
    async read(row: number, target: Uint8Array) {
      if (Date.now() - touched > touchMs) {
        touched = Date.now();
        touch(folder);
      }
      const before = handle;
      if (await isRead(row, target)) return;
      const again = handle === before ? await reopen() : undefined;
      if (again !== undefined) {
        await before.close().catch(() => undefined);
        handle = again;
      }
      if (!(await isRead(row, target))) throw gone();
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
    // Another host may read it at this moment.
    if (oldest.used > 0 && Date.now() - oldest.used > inUseMs) remove(oldest.folder);
  }
}

/** A cache that was touched since is not removed; several times `touchMs`, since steps may be slow and clocks differ. */
const inUseMs = 10 * 60_000;

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
