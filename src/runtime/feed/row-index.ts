// What a cache of decoded pictures says of itself: the file of raw bytes, what each row was made of, what it must hold.
// Read with care: disks fill up, people copy folders about. Whatever is not right counts as absent.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../files/files.ts';
import { readWhatFits } from '../stored/stored-json.ts';
import { rows as rowsOfCache } from '../stored/validators.js';

export interface RowIndex {
  /** The file of raw bytes, below the folder. */
  readonly file: string;
  /** SHA-256 of the file that each row was decoded from; empty where it could not be. */
  readonly contents: readonly string[];
  /** Digest of each row's bytes. */
  readonly rows: readonly string[];
}

export function digestRow(pixels: Uint8Array): string {
  return createHash('sha256').update(pixels).digest('hex').slice(0, 24);
}

export function writeIndex(folder: string, index: RowIndex): void {
  writeWhole(path.join(folder, 'index.json'), JSON.stringify(index));
}

/** Undefined where there is none of `count` rows of `bytes` each, or where it is damaged. */
export function readIndex(folder: string, count: number, bytes: number): RowIndex | undefined {
  const index = readWhatFits(() => readFileSync(path.join(folder, 'index.json'), 'utf8'), rowsOfCache);
  if (index === undefined || index.contents.length !== count || index.rows.length !== count) return undefined;
  const { file, contents, rows } = index;
  const status = statSync(path.join(folder, file), { throwIfNoEntry: false });
  // A row at the end that could not be decoded was never written.
  const last = contents.findLastIndex((content) => content !== '');
  return status?.isFile() && status.size >= (last + 1) * bytes ? { file, contents, rows } : undefined;
}

/** Whether a row holds what the index says. */
export function isWholeRow(folder: string, { file, rows }: RowIndex, row: number, bytes: number): boolean {
  const pixels = new Uint8Array(bytes);
  const descriptor = openSync(path.join(folder, file), 'r');
  try {
    return readSync(descriptor, pixels, 0, bytes, row * bytes) === bytes && digestRow(pixels) === rows[row];
  } finally {
    closeSync(descriptor);
  }
}
