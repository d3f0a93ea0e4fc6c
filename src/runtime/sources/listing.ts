// What the layout readers share: listing folders in one order everywhere, images with their masks, and errors that
// say what was found.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { homeSignHint, homeSignInPipeline } from '../../diagnostics/home-sign.ts';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { type Entry, type EntryKind, entriesOf, isFolder, requireUtf8, spelledOnDisk } from '../folders/entries.ts';
import { imageEndings, isImageName } from '../folders/image-endings.ts';
import { readRegularFile } from '../folders/regular-file.ts';
import type { DataSet, ImageItem, PictureFile } from '../images/data-set.ts';

export { imageEndings, isFolder, isImageName };

/** Names of the images in a folder, sorted; none where there is no such folder. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function imageNames(folder: string): readonly string[] {
  return namesOf(folder, 'file').filter(isImageName);
}

/** Names of the folders in a folder, sorted; none where there is no such folder. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function folderNames(folder: string): readonly string[] {
  return namesOf(folder, 'folder');
}

function namesOf(folder: string, wanted: EntryKind): readonly string[] {
  const entries = entriesOf(folder).filter(
    ({ name, kind }) => kind === wanted && (kind !== 'file' || isImageName(name)),
  );
  for (const entry of entries) requireUtf8(folder, entry);
  return entries.map(({ name }) => name);
}

/** The file itself with `/`, below the root of its data set; composed (NFC), whatever the disk does. */
export function relativeName(root: string, file: string): string {
  return path.relative(root, file).split(path.sep).join('/').normalize();
}

export function pictureFile(root: string, file: string): PictureFile {
  return { name: relativeName(root, file), read: () => readRegularFile(file) };
}

/** A file's name without its ending, composed (NFC): two that look the same are the same. */
export function stemOf(file: string): string {
  return path.parse(file).name.normalize();
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
  const folder = spelledOnDisk(path.resolve(dataFolder, category));
  if (isFolder(folder)) return folder;
  const there = existsSync(dataFolder)
    ? `${dataFolder} holds ${describeFolder(dataFolder)}`
    : `there is no folder ${dataFolder} either`;
  throw outside('data-missing', {
    problem: `there is no folder ${path.join(dataFolder, category)}; ${there}`,
    advice:
      homeSignInPipeline(category) ??
      (isFolder(dataFolder) ? undefined : homeSignHint(dataFolder, '--data')) ??
      `name the folder that holds \`${category}\` with \`--data DIR\` or the environment variable ANOSEG_DATA`,
  });
}

/** `expected`: the layout, as a sentence goes on after "a folder of NAME has". */
export function layoutError(folder: string, problem: string, layout: string, expected: string): OutsideError {
  return outside('data-layout', {
    problem: `${folder} does not look like ${layout}: ${problem}; it holds ${describeFolder(folder)}`,
    advice: `${layout} has ${expected}; for a folder of your own write \`source = folder("…")\`; \`anoseg init ${folder}\` looks at it`,
  });
}

/** `train/ (2 folders), test/ (63 images), readme.txt`: what somebody would see who looked. */
export function describeFolder(folder: string): string {
  const entries = visible(folder);
  if (entries === undefined) return 'what may not be seen';
  const images = entries.filter(isImage).length;
  const others = entries.filter((entry) => !isImage(entry));
  const shown = others.slice(0, 8).map((entry) => describeEntry(folder, entry));
  const parts = [
    ...shown,
    ...(others.length > 8 ? [`${others.length - 8} more`] : []),
    ...(images > 0 ? [counted(images, 'image')] : []),
  ];
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

function isImage({ name, kind }: Entry): boolean {
  return kind === 'file' && isImageName(name);
}

function describeEntry(folder: string, { name, kind }: Entry): string {
  if (kind !== 'folder') return name;
  const inside = visible(path.join(folder, name));
  if (inside === undefined) return `${name}/ (closed to you)`;
  const [folders, images] = [inside.filter((one) => one.kind === 'folder').length, inside.filter(isImage).length];
  const parts = [folders > 0 ? [counted(folders, 'folder')] : [], images > 0 ? [counted(images, 'image')] : []].flat();
  return `${name}/ (${parts.length === 0 ? 'no images' : parts.join(', ')})`;
}

// Undefined where it may not be read: these words belong to an error of another kind.
function visible(folder: string): readonly Entry[] | undefined {
  try {
    return entriesOf(folder);
  } catch (error) {
    if (error instanceof OutsideError) return undefined;
    throw error;
  }
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
  throw outside('mask-missing', {
    problem:
      others.length === 0
        ? `${first.image} has no ground truth`
        : `${missing.length} images have no ground truth: ${names.join(', ')}${more}`,
    advice: `expected ${first.expected}; with \`source = folder("…")\` masks may be missing, and pixel metrics are left out`,
  });
}
