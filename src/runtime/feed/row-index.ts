// What a cache of decoded pictures says of itself: the file of raw bytes, what each row was made of, what it must hold.
// Read with care: disks fill up, people copy folders about. Whatever is not right counts as absent.
import { createHash } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../files/files.ts';

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
  const index = parse(path.join(folder, 'index.json'));
  if (typeof index !== 'object' || index === null) return undefined;
  if (!('file' in index && 'contents' in index && 'rows' in index)) return undefined;
  const { file, contents, rows } = index;
  if (typeof file !== 'string' || !/^pixels-[0-9a-f]+\.raw$/.test(file)) return undefined;
  if (!isWords(contents, count) || !isWords(rows, count)) return undefined;
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

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined; // Missing, cut short, or no file at all.
  }
}

function isWords(value: unknown, count: number): value is readonly string[] {
  return Array.isArray(value) && value.length === count && value.every((word) => typeof word === 'string');
}
