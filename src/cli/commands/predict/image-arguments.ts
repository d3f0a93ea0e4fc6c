// The images that a command line names: files, folders, and globs that the shell has left alone.
import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  allImages,
  findImages,
  imagesLeftOut,
  isFolder,
  readableFormats,
  spelledOnDisk,
} from '../../../api/folders.ts';
import { outside } from '../../../api/language.ts';
import type { PredictedFile } from '../../../api/runs.ts';

/** Each file once, in the order of the arguments. @throws OutsideError `image-missing` */
export function listImages(args: readonly string[]): readonly PredictedFile[] {
  const found = args.flatMap(filesOf);
  const files = [...new Map(found.map((one) => [one.file, one])).values()];
  const root = commonFolder(files.map(({ base }) => base));
  const names = files.map(({ file }) => path.relative(root, file).split(path.sep).join('/').normalize());
  const targets = targetsOf(names);
  return files.map(({ file }, i) => ({ file, name: names[i] ?? '', target: targets[i] ?? '' }));
}

interface Found {
  readonly file: string;
  /** The folder that its name is told below. */
  readonly base: string;
}

function filesOf(argument: string): readonly Found[] {
  const place = spelledOnDisk(path.resolve(argument));
  if (existsSync(place) && !isFolder(place)) return [{ file: place, base: path.dirname(place) }];
  const pattern = argument.split(path.sep).join('/');
  const images = isFolder(place) ? allImages(place) : findImages(path.isAbsolute(argument) ? '/' : '.', pattern);
  if (images.length > 0) return images;
  throw outside('image-missing', { problem: missing(argument, place), formats: readableFormats });
}

function missing(argument: string, place: string): string {
  if (!isFolder(place)) return `there is no image ${argument}`;
  const note = imagesLeftOut(place);
  return `there are no images in ${argument}${note === undefined ? '' : `; ${note}`}`;
}

/** What lies in folders that are named, and is taken for no image: a sentence each. */
export function leftOutOf(args: readonly string[]): readonly string[] {
  const folders = new Set(args.map((argument) => spelledOnDisk(path.resolve(argument))).filter(isFolder));
  return [...folders].flatMap((folder) => {
    const note = imagesLeftOut(folder);
    return note === undefined ? [] : [`${folder}: ${note}`];
  });
}

function commonFolder(folders: readonly string[]): string {
  const [first = '/', ...rest] = folders;
  return rest.reduce((common, folder) => {
    let shared = common;
    while (folder !== shared && !folder.startsWith(shared === '/' ? '/' : `${shared}/`)) shared = path.dirname(shared);
    return shared;
  }, first);
}

/** Names without their endings; with them where two images would have the same: a.png and a.jpg. */
function targetsOf(names: readonly string[]): readonly string[] {
  const stem = (name: string) => name.replace(/\.[^./]+$/, '');
  const counts = new Map<string, number>();
  for (const name of names) counts.set(stem(name), (counts.get(stem(name)) ?? 0) + 1);
  return names.map((name) => ((counts.get(stem(name)) ?? 0) > 1 ? name.replace(/\.(?=[^./]+$)/, '_') : stem(name)));
}
