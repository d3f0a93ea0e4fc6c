// data.csv: every file of the data set with the hash of its contents, so that a difference can be named file by file.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { FileChange } from '../../diagnostics/failures/record.ts';
import { csvText, parseCsv } from '../files/csv.ts';
import { writeWhole } from '../files/files.ts';
import { storedTexts } from '../stored/forms.ts';
import { readStoredText } from '../stored/stored-json.ts';
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
  return readStoredText(file, storedTexts.table).startsWith(csvText(head, []));
}

/** A file as a list has it. */
export interface ListedFile {
  /** Of a mask the image that it belongs to. */
  readonly file: string;
  readonly part: string;
  readonly sha256: string;
}

/** Undefined where there is no list, as in runs of earlier releases, or one that is not of this digest. */
export function readDataList(list: string, digest: string): readonly ListedFile[] | undefined {
  if (!existsSync(list)) return undefined;
  const files = filesIn(list);
  const total = createHash('sha256');
  for (const { file, sha256 } of files) total.update(`${file}\n${sha256}\n`);
  return `sha256:${total.digest('hex')}` === digest ? files : undefined;
}

/** What is there now, against a list of before; none where there is no list, as in runs of earlier releases. */
export function changedFiles(list: string, items: readonly HashedItem[]): readonly FileChange[] {
  return existsSync(list) ? changesBetweenLists(filesIn(list), listed(items)) : [];
}

/** The same of what was hashed twice. */
export function changedSince(before: readonly HashedItem[], now: readonly HashedItem[]): readonly FileChange[] {
  return changesBetweenLists(listed(before), listed(now));
}

// A file may stand there several times: the mask of its object has the image's name.
export function changesBetweenLists(one: readonly ListedFile[], other: readonly ListedFile[]): readonly FileChange[] {
  const [before, now] = [byFile(one), byFile(other)];
  return [...new Set([...before.keys(), ...now.keys()])].toSorted().flatMap((file): readonly FileChange[] => {
    const [then, here] = [before.get(file), now.get(file)];
    const gone = (then ?? []).find((part) => !here?.includes(part));
    const come = (here ?? []).find((part) => !then?.includes(part));
    if (gone === undefined && come === undefined && then?.length === here?.length) return [];
    const change = here === undefined ? 'missing' : then === undefined ? 'new' : 'changed';
    return [{ file, change, before: hashOf(gone), now: hashOf(come) }];
  });
}

function filesIn(list: string): readonly ListedFile[] {
  const rows = parseCsv(readStoredText(list, storedTexts.table)).slice(1);
  return rows.map(([file = '', part = '', sha256 = '']) => ({ file, part, sha256 }));
}

function listed(items: readonly HashedItem[]): readonly ListedFile[] {
  return items.flatMap(({ name, contents }) =>
    contents.map((sha256, i): ListedFile => ({ file: name, part: partAt(i), sha256 })),
  );
}

/** Parts with their hashes, `mask 1 0123…`. */
function byFile(files: readonly ListedFile[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { file, part, sha256 } of files) {
    const parts = found.get(file);
    if (parts === undefined) found.set(file, [`${part} ${sha256}`]);
    else parts.push(`${part} ${sha256}`);
  }
  return found;
}

function hashOf(part: string | undefined): string | null {
  return part?.split(' ').at(-1) ?? null;
}

function partAt(index: number): string {
  return index === 0 ? 'image' : `mask ${index}`;
}
