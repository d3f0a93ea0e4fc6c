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
  const before = new Map<string, string>();
  for (const [file = '', part, sha256] of parseCsv(readRegularText(list)).slice(1))
    before.set(file, `${before.get(file) ?? ''}${part} ${sha256};`);
  const now = new Map(
    items.map(({ name, contents }) => [name, contents.map((content, i) => `${partAt(i)} ${content};`).join('')]),
  );
  return [...new Set([...before.keys(), ...now.keys()])].toSorted().flatMap((file): readonly FileChange[] => {
    const [one, other] = [before.get(file), now.get(file)];
    if (one === other) return [];
    return [{ file, change: other === undefined ? 'missing' : one === undefined ? 'new' : 'changed' }];
  });
}

function partAt(index: number): string {
  return index === 0 ? 'image' : `mask ${index}`;
}
