// What the layout readers share: listing folders in one order everywhere, images with their masks, and errors that
// say what was found.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem, PictureFile } from '../data-set.ts';

export const imageEndings: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.bmp', '.tif', '.tiff', '.webp']);

export function isImageName(name: string): boolean {
  return !name.startsWith('.') && imageEndings.has(path.extname(name).toLowerCase());
}

export function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** Names of the images in a folder, sorted; none where there is no such folder. */
export function imageNames(folder: string): readonly string[] {
  return isFolder(folder) ? readdirSync(folder).filter(isImageName).toSorted() : [];
}

/** Names of the folders in a folder, sorted; none where there is no such folder. */
export function folderNames(folder: string): readonly string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.') && isFolder(path.join(folder, name)))
    .toSorted();
}

/** The file itself with `/`, below the root of its data set. */
export function relativeName(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}

export function pictureFile(root: string, file: string): PictureFile {
  return { name: relativeName(root, file), read: () => readFile(file) };
}

/** A file's name without its ending. */
export function stemOf(file: string): string {
  return path.parse(file).name;
}

export interface ItemForm {
  readonly root: string;
  readonly file: string;
  readonly defect: string;
  /** Undefined: nobody has marked where the defect is. */
  readonly masks?: readonly string[] | undefined;
  /** Where the file's own name is not unique among its kind. */
  readonly stem?: string;
}

export function imageItem({ root, file, defect, masks, stem = stemOf(file) }: ItemForm): ImageItem {
  return {
    ...pictureFile(root, file),
    defect,
    stem,
    masks: (masks ?? []).map((mask) => pictureFile(root, mask)),
    hasGroundTruth: defect === 'good' || masks !== undefined,
  };
}

/** Good images of a folder. */
export function goodImages(root: string, folder: string): readonly ImageItem[] {
  return imageNames(folder).map((name) => imageItem({ root, file: path.join(folder, name), defect: 'good' }));
}

/** Gives images of one kind whose stems are equal (a.png and a.jpg, or in two folders) stems that are not. */
export function withUniqueStems(items: readonly ImageItem[]): readonly ImageItem[] {
  const counts = new Map<string, number>();
  const key = ({ defect, stem }: ImageItem) => `${defect}/${stem}`;
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return items.map((item) =>
    (counts.get(key(item)) ?? 0) > 1 ? { ...item, stem: item.name.replaceAll('/', '_').replaceAll('.', '_') } : item,
  );
}

/** A category's folder. @throws OutsideError `data-missing` */
export function categoryFolder(dataFolder: string, category: string): string {
  const folder = path.resolve(dataFolder, category);
  if (isFolder(folder)) return folder;
  const there = existsSync(dataFolder)
    ? `${dataFolder} holds ${describeFolder(dataFolder)}`
    : `there is no folder ${dataFolder} either`;
  throw new OutsideError(
    'data-missing',
    `there is no folder ${path.join(dataFolder, category)}; ${there}`,
    `name the folder that holds \`${category}\` with \`--data DIR\` or the environment variable ANOSEG_DATA`,
  );
}

/** `expected`: the layout, as a sentence goes on after "a folder of NAME has". */
export function layoutError(folder: string, problem: string, layout: string, expected: string): OutsideError {
  return new OutsideError(
    'data-layout',
    `${folder} does not look like ${layout}: ${problem}; it holds ${describeFolder(folder)}`,
    `${layout} has ${expected}; for a folder of your own write \`source = folder("…")\`; \`anoseg init ${folder}\` looks at it`,
  );
}

/** `train/ (2 folders), test/ (63 images), readme.txt`: what somebody would see who looked. */
export function describeFolder(folder: string): string {
  const names = readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .toSorted();
  const images = names.filter(isImageName).length;
  const others = names.filter((name) => !isImageName(name));
  const shown = others.slice(0, 8).map((name) => describeEntry(path.join(folder, name), name));
  const parts = [
    ...shown,
    ...(others.length > 8 ? [`${others.length - 8} more`] : []),
    ...(images > 0 ? [counted(images, 'image')] : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function describeEntry(place: string, name: string): string {
  if (!isFolder(place)) return name;
  const [folders, images] = [folderNames(place).length, imageNames(place).length];
  const inside = [folders > 0 ? [counted(folders, 'folder')] : [], images > 0 ? [counted(images, 'image')] : []].flat();
  return `${name}/ (${inside.length === 0 ? 'no images' : inside.join(', ')})`;
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** All masks that are missing, in one message. @throws OutsideError `mask-missing` */
export function requireMasks({ missingMasks: missing }: DataSet): void {
  const [first, ...others] = missing;
  if (first === undefined) return;
  const names = missing.slice(0, 10).map(({ image }) => image);
  const more = missing.length > 10 ? ` and ${missing.length - 10} more` : '';
  throw new OutsideError(
    'mask-missing',
    others.length === 0
      ? `${first.image} has no ground truth`
      : `${missing.length} images have no ground truth: ${names.join(', ')}${more}`,
    `expected ${first.expected}; with \`source = folder("…")\` masks may be missing, and pixel metrics are left out`,
  );
}
