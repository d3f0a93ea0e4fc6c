// What the same `anoseg predict` left in its folder before: files that it may replace, by name, and no others.
import { readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { withDiskErrors, writeWhole } from '../files/files.ts';
import { readWhatFits, refuseLater } from '../stored/stored-json.ts';
import { predictions } from '../stored/validators.js';

/** There while a command writes, and after it was killed: what it may have written. */
const unfinished = 'unfinished.json';

/** Paths of its files below the folder with `/`, folders with one at the end. Empty where another command wrote there. @throws OutsideError `later-release` */
export function earlierResults(folder: string, command: string): ReadonlySet<string> {
  const documents = ['predictions.json', unfinished].flatMap((name) => readPredictions(path.join(folder, name)) ?? []);
  const own = documents.filter((found) => found.command === command);
  if (own.length === 0) return new Set();
  const pictures = own
    .flatMap(({ images }) => images)
    .flatMap(({ map, overlay }) => [map ?? [], overlay ?? []].flat())
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

// One that may not be read is no reason to write over it: that the system says.
function readPredictions(file: string) {
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
  const text = readFileSync(file, 'utf8');
  const found = readWhatFits(() => text, predictions);
  refuseLater(file, found);
  return found;
}

// Whoever wrote the file: nothing outside of the two folders is ever touched.
function isBelow(file: string): boolean {
  return /^(?:maps|overlays)\/./.test(file) && path.posix.normalize(file) === file;
}
