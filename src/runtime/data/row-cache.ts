// Decoded pictures on disk, in the user's cache: a training that does not fit into memory reads raw bytes at each step
// instead of decoding, and the next run finds them there. A cache is whole or absent; what changed is decoded anew.
import { createHash } from 'node:crypto';
import {
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { copyFile, type FileHandle, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { draftOf, removeDrafts, withDiskErrors, writeWhole } from '../files.ts';
import type { RowWriter } from './rows.ts';

export interface RowCacheForm {
  /** The folder of all caches. */
  readonly parent: string;
  /** What the pictures are and how they are decoded: another name is another cache. */
  readonly name: string;
  readonly count: number;
  readonly bytes: number;
}

interface Index {
  /** The file of raw bytes. */
  readonly file: string;
  /** SHA-256 of the file that each row was decoded from; empty where it could not be. */
  readonly contents: readonly string[];
}

/** Undefined where the disk has no room for it. Older caches are removed to make room. */
export async function openRowCache({ parent, name, count, bytes }: RowCacheForm): Promise<RowWriter | undefined> {
  const folder = path.join(parent, createHash('sha256').update(name).digest('hex').slice(0, 24));
  withDiskErrors(folder, () => mkdirSync(folder, { recursive: true }));
  removeDrafts(folder);
  const old = readIndex(folder, count, bytes);
  if (!makeRoom(parent, folder, count * bytes)) return undefined;
  const draft = draftOf(path.join(folder, 'pixels.raw'));
  const contents: string[] = Array.from({ length: count }, () => '');
  let opening: Promise<FileHandle> | undefined;
  const begin = async () => {
    if (old) await copyFile(path.join(folder, old.file), draft, constants.COPYFILE_FICLONE);
    return open(draft, old ? 'r+' : 'w');
  };
  return {
    has(row, content) {
      if (old?.contents[row] !== content) return false;
      contents[row] = content;
      return true;
    },
    async write(row, content, pixels) {
      opening ??= begin();
      const handle = await opening;
      await handle.write(pixels, 0, bytes, row * bytes);
      contents[row] = content;
    },
    async finish(kept) {
      if (opening) await publish(await opening, draft, folder, contents);
      else touch(folder);
      const { file } = readIndex(folder, count, bytes) ?? { file: '' };
      return fileRows(await open(path.join(folder, file), 'r'), kept, bytes);
    },
    async abandon() {
      await (await opening?.catch(() => undefined))?.close();
      await rm(draft, { force: true });
    },
  };
}

// The new file first, then the index that names it, then the old file goes: an open one stays readable.
async function publish(handle: FileHandle, draft: string, folder: string, contents: readonly string[]): Promise<void> {
  await handle.sync();
  await handle.close();
  const file = `pixels-${createHash('sha256').update(contents.join()).digest('hex').slice(0, 24)}.raw`;
  await rename(draft, path.join(folder, file));
  writeWhole(path.join(folder, 'index.json'), JSON.stringify({ file, contents } satisfies Index));
  for (const name of readdirSync(folder)) {
    if (/^pixels-.*\.raw$/.test(name) && name !== file) rmSync(path.join(folder, name), { force: true });
  }
}

async function fileRows(handle: FileHandle, kept: readonly number[], bytes: number) {
  return {
    count: kept.length,
    bytes,
    pixels: undefined,
    async read(row: number, target: Uint8Array) {
      const { bytesRead } = await handle.read(target, 0, bytes, (kept[row] ?? 0) * bytes);
      if (bytesRead !== bytes) throw new Error(`the decoded picture ${row} ends after ${bytesRead} bytes`);
    },
    close: () => handle.close(),
  };
}

function readIndex(folder: string, count: number, bytes: number): Index | undefined {
  const place = path.join(folder, 'index.json');
  if (!existsSync(place)) return undefined;
  const index: unknown = JSON.parse(readFileSync(place, 'utf8'));
  if (typeof index !== 'object' || index === null || !('file' in index) || !('contents' in index)) return undefined;
  const { file, contents } = index;
  if (typeof file !== 'string' || !Array.isArray(contents) || contents.length !== count) return undefined;
  const size = statSync(path.join(folder, file), { throwIfNoEntry: false })?.size ?? -1;
  // A row at the end that could not be decoded was never written.
  const last = contents.findLastIndex((content) => content !== '');
  return size >= (last + 1) * bytes ? { file, contents } : undefined;
}

// A tenth of the disk stays free: the caches that were used longest ago go first, and the own one never.
function makeRoom(parent: string, own: string, needed: number): boolean {
  const others = readdirSync(parent)
    .map((name) => path.join(parent, name))
    .filter((folder) => folder !== own)
    .map((folder) => ({
      folder,
      used: statSync(path.join(folder, 'index.json'), { throwIfNoEntry: false })?.mtimeMs ?? 0,
    }))
    .toSorted((a, b) => a.used - b.used);
  for (;;) {
    const { bavail, blocks, bsize } = statfsSync(parent);
    if (bavail * bsize - needed > (blocks * bsize) / 10) return true;
    const oldest = others.shift();
    // One without an index may be in the making.
    if (oldest === undefined) return false;
    if (oldest.used > 0) rmSync(oldest.folder, { recursive: true, force: true });
  }
}

function touch(folder: string): void {
  const now = new Date();
  utimesSync(path.join(folder, 'index.json'), now, now);
}
