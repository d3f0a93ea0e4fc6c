// data.csv: every file of the data set with the hash of its contents, so that a difference can be named file by file.
import { existsSync } from 'node:fs';
import { csvText, parseCsv } from '../files/csv.ts';
import { writeWhole } from '../files/files.ts';
import { readRegularText } from '../stored/regular-text.ts';
import type { HashedItem } from './data-digest.ts';

/** `part`: the image itself, or which of its masks. */
const head = ['file', 'part', 'sha256'] as const;

export function writeDataList(file: string, items: readonly HashedItem[]): void {
  const sorted = items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const rows = sorted.flatMap(({ name, contents }) => contents.map((content, i) => [name, partAt(i), content]));
  writeWhole(file, csvText(head, rows));
}

/** Whether a file is such a list, perhaps of another run. */
export function isDataList(file: string): boolean {
  return readRegularText(file).startsWith(csvText(head, []));
}

export interface FileChange {
  readonly file: string;
  readonly change: 'missing' | 'new' | 'changed';
}

/** What is there now, against a list of before; none where there is no list, as in runs of earlier releases. */
export function changedFiles(list: string, items: readonly HashedItem[]): readonly FileChange[] {
  if (!existsSync(list)) return [];
  const before = parseCsv(readRegularText(list)).slice(1);
  return changesBetween(
    before.map(([file = '', part, sha256]) => [file, `${part} ${sha256}`]),
    partsOf(items),
  );
}

/** The same of what was hashed twice. */
export function changedSince(before: readonly HashedItem[], now: readonly HashedItem[]): readonly FileChange[] {
  return changesBetween(partsOf(before), partsOf(now));
}

type Part = readonly [file: string, content: string];

function partsOf(items: readonly HashedItem[]): readonly Part[] {
  return items.flatMap(({ name, contents }) => contents.map((content, i): Part => [name, `${partAt(i)} ${content}`]));
}

// A file may stand there several times: the mask of its object has the image's name.
function changesBetween(one: readonly Part[], other: readonly Part[]): readonly FileChange[] {
  const [before, now] = [byFile(one), byFile(other)];
  return [...new Set([...before.keys(), ...now.keys()])].toSorted().flatMap((file): readonly FileChange[] => {
    const [then, here] = [before.get(file), now.get(file)];
    if (then === here) return [];
    return [{ file, change: here === undefined ? 'missing' : then === undefined ? 'new' : 'changed' }];
  });
}

function byFile(parts: readonly Part[]): ReadonlyMap<string, string> {
  const found = new Map<string, string[]>();
  for (const [file, content] of parts) found.set(file, [...(found.get(file) ?? []), content]);
  return new Map([...found].map(([file, contents]) => [file, contents.toSorted().join(';')]));
}

function partAt(index: number): string {
  return index === 0 ? 'image' : `mask ${index}`;
}
