// Labels that are no pictures, such as outlines that LabelMe writes, and pictures for people that show defects: they say
// that images are defective, and not in a way that is read. Where nothing else tells good images from others, that is an error.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { type OutsideError, outside } from '../../../diagnostics/outside-error.ts';
import { allImages } from '../glob.ts';
import { counted, folderNames, relativeName, stemOf } from '../listing.ts';
import { folderCall } from './folder-errors.ts';
import type { FolderShape } from './folder-shape.ts';
import { labelList, labelsOfImages, possibleLabels, splitFolder } from './label-files.ts';
import { isMaskWord, isOverlayWord, meaningOf, wordsOf } from './name-words.ts';
import type { PlacedFile } from './placed-file.ts';

/** `leftOut`: pictures that are neither images nor masks. @throws OutsideError `labels-unread` */
export function refuseUnreadLabels(
  root: string,
  { train, test, mixed, masks }: FolderShape,
  leftOut: readonly PlacedFile[],
): void {
  // Folders of kinds have said it already.
  const together = [...mixed, ...train, ...test].filter(({ kind }) => kind === undefined);
  if (together.length === 0) return;
  // What has a mask as a picture too is no news: LabelMe writes `SegmentationClass/3.npy` beside it.
  const marked = new Set(masks.map(({ file }) => stemOf(file)));
  const what =
    folderOfLabels(root, marked) ??
    filesOfLabels(root, together, marked) ??
    (masks.length === 0 ? overlaysOfSome(together, leftOut) : undefined);
  if (what !== undefined) throw unread(root, what);
}

function unread(root: string, what: string): OutsideError {
  return outside('labels-unread', { what, call: folderCall(root, { normal: 'GLOB' }) });
}

function folderOfLabels(root: string, marked: ReadonlySet<string>): string | undefined {
  const folder = labelFolders(root).find((one) => filesIn(one).some((name) => !marked.has(stemOf(name))));
  return folder && `${relativeName(root, folder)}/ holds ${filesIn(folder)[0]} and no pictures`;
}

function labelFolders(root: string, depth = 2): readonly string[] {
  return folderNames(root).flatMap((name) => {
    const folder = path.join(root, name);
    if (splitFolder.test(name)) return [];
    if (meaningOf(name).role === 'mask')
      return allImages(folder).length === 0 && filesIn(folder).length > 0 ? [folder] : [];
    return depth > 0 ? labelFolders(folder, depth - 1) : [];
  });
}

function filesOfLabels(root: string, together: readonly PlacedFile[], marked: ReadonlySet<string>): string | undefined {
  const files = possibleLabels(root).filter((file) => !marked.has(stemOf(file)));
  const images = new Set(together.map(({ file }) => stemOf(file).toLowerCase()));
  const folders = new Set(together.map(({ file }) => path.dirname(file)));
  const list = labelList(root, files, folders, images);
  if (list !== undefined) return `${relativeName(root, list)} lies beside the images`;
  const { files: own, isTold } = labelsOfImages(files, images);
  const [first] = own;
  if (first === undefined || !(isTold || own.length < together.length)) return undefined;
  return `${relativeName(root, first)} has the name of an image (${counted(own.length, 'such file')})`;
}

// `overlays/3.png` where only some images have one: what it shows may be a defect.
function overlaysOfSome(together: readonly PlacedFile[], leftOut: readonly PlacedFile[]): string | undefined {
  const key = ({ file }: PlacedFile) =>
    wordsOf(stemOf(file))
      .filter((word) => !isOverlayWord(word) && !isMaskWord(word))
      .join(' ');
  const images = new Set(together.map(key));
  const own = leftOut.filter((file) => images.has(key(file)));
  const [first] = own;
  if (first === undefined || own.length >= together.length) return undefined;
  return `${first.name} is left out as a picture for people, and ${own.length} of ${counted(together.length, 'image')} ${own.length === 1 ? 'has' : 'have'} one`;
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/^(readme|license)/i.test(entry.name))
    .map(({ name }) => name)
    .toSorted();
}
