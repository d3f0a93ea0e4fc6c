// What the same `anoseg predict` left in its folder before: files that it may replace, by name, and no others.
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { withDiskErrors, writeWhole } from '../files/files.ts';

/** There while a command writes, and after it was killed: what it may have written. */
const unfinished = 'unfinished.json';

/** Paths of its files below the folder with `/`, folders with one at the end. Empty where another command wrote there. */
export function earlierResults(folder: string, command: string): ReadonlySet<string> {
  const documents = ['predictions.json', unfinished].flatMap((name) => readDocument(path.join(folder, name)) ?? []);
  const own = documents.filter((found) => 'command' in found && found.command === command);
  if (own.length === 0) return new Set();
  const pictures = own
    .flatMap((found): readonly unknown[] => ('images' in found && Array.isArray(found.images) ? found.images : []))
    .flatMap(picturesOf)
    .filter(isBelow);
  const folders = pictures.flatMap((file) => file.split('/').map((_, i, parts) => `${parts.slice(0, i).join('/')}/`));
  return new Set(['predictions.json', unfinished, 'scores.csv', 'outlines.json', ...pictures, ...folders]);
}

/** Says of all files that a command is about to write, or to remove, that they are its own. */
export function announce(folder: string, command: string, pictures: readonly Pictures[]): void {
  writeWhole(path.join(folder, unfinished), `${JSON.stringify({ command, images: pictures })}\n`);
}

/** After the last result. */
export function announceEnd(folder: string): void {
  withDiskErrors(folder, () => rmSync(path.join(folder, unfinished), { force: true }));
}

/** Of one image, below the folder. */
export interface Pictures {
  readonly map: string;
  readonly overlay: string | null;
}

/** Removes them; whoever asks for it has claimed the folder. */
export function removeEarlier(folder: string, results: ReadonlySet<string>): void {
  withDiskErrors(folder, () => {
    for (const file of results)
      if (!file.endsWith('/') && file !== unfinished) rmSync(path.join(folder, file), { force: true });
  });
}

function readDocument(file: string): object | undefined {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function picturesOf(row: unknown): readonly string[] {
  if (typeof row !== 'object' || row === null) return [];
  const [map, overlay] = ['map' in row ? row.map : undefined, 'overlay' in row ? row.overlay : undefined];
  return [map, overlay].filter((file) => typeof file === 'string');
}

// Whoever wrote the file: nothing outside of the two folders is ever touched.
function isBelow(file: string): boolean {
  return /^(?:maps|overlays)\/./.test(file) && path.posix.normalize(file) === file;
}
