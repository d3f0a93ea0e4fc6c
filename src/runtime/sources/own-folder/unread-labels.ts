// Labels that are no pictures, such as outlines that LabelMe writes: they say that images are defective, and not in a way
// that is read. Where nothing else tells good images from others, that is an error.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type OutsideError, outside } from '../../../diagnostics/outside-error.ts';
import { allImages } from '../glob.ts';
import { counted, folderNames, relativeName } from '../listing.ts';
import { folderCall } from './folder-errors.ts';
import type { FolderShape } from './folder-shape.ts';
import { isMaskWord, meaningOf, wordsOf } from './name-words.ts';

/** @throws OutsideError `labels-unread` */
export function refuseUnreadLabels(root: string, { train, test, mixed }: FolderShape): void {
  // Folders of kinds have said it already.
  const together = [...mixed, ...train, ...test].filter(({ kind }) => kind === undefined);
  if (together.length === 0) return;
  const folder = labelFolders(root)[0];
  if (folder !== undefined)
    throw unread(root, `${relativeName(root, folder)}/ holds ${filesIn(folder)[0]} and no pictures`);
  const list = labelLists([root, ...together.map(({ file }) => path.dirname(file))])[0];
  if (list !== undefined) throw unread(root, `${relativeName(root, list)} lies beside the images`);
  const folders = new Map(
    [...new Set(together.map(({ file }) => path.dirname(file)))].map((dir) => [dir, new Set(readdirSync(dir))]),
  );
  const beside = together.flatMap(({ file }) => labelFile(file, folders.get(path.dirname(file))) ?? []);
  const [first] = beside;
  if (first !== undefined && (beside.length < together.length || beside.slice(0, 5).some(isOutline)))
    throw unread(root, `${relativeName(root, first)} lies beside its image (${counted(beside.length, 'such file')})`);
}

function unread(root: string, what: string): OutsideError {
  return outside('labels-unread', { what, call: folderCall(root, { normal: 'GLOB' }) });
}

function labelFolders(root: string, depth = 2): readonly string[] {
  return folderNames(root).flatMap((name) => {
    const folder = path.join(root, name);
    if (meaningOf(name).role === 'mask')
      return allImages(folder).length === 0 && filesIn(folder).length > 0 ? [folder] : [];
    return depth > 0 ? labelFolders(folder, depth - 1) : [];
  });
}

// `labels.csv`, `_annotations.coco.json`: one file for all images.
function labelLists(folders: readonly string[]): readonly string[] {
  return [...new Set(folders)].flatMap((folder) =>
    readdirSync(folder)
      .filter(
        (name) => /\.(json|xml|txt|csv|tsv|xlsx?)$/i.test(name) && wordsOf(path.parse(name).name).some(isMaskWord),
      )
      .map((name) => path.join(folder, name)),
  );
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/^(readme|license)/i.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
}

const endings = ['.json', '.xml', '.txt'];

function labelFile(image: string, there: ReadonlySet<string> | undefined): string | undefined {
  const { dir, name } = path.parse(image);
  const found = endings.map((ending) => name + ending).find((file) => there?.has(file));
  return found === undefined ? undefined : path.join(dir, found);
}

function isOutline(file: string): boolean {
  return /"shapes"|<annotation/.test(readFileSync(file, 'utf8').slice(0, 100_000));
}
