// Files below a folder of images that may hold labels and are no pictures: one for all images (a table, COCO, an archive),
// or one for each image (outlines, arrays, drawings), in whatever folder they lie.
import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';
import { walk } from '../../folders/walk.ts';
import { isImageName, stemOf } from '../listing.ts';
import { isBadWord, isMaskWord, wordsOf } from './name-words.ts';

/** A file for each of some images. `isTold`: their contents are labels as programs write them. */
export interface LabelsOfImages {
  readonly files: readonly string[];
  readonly isTold: boolean;
}

const perImage = /\.(json|xml|txt|csv|npy|npz|mat|svg|xcf|psd|kra|pkl)$/i;
const tables = /\.(jsonl?|ndjson|xml|txt|csv|tsv)$/i;
const lists = /\.(jsonl?|ndjson|xml|txt|csv|tsv|xlsx?|ods|parquet|npy|npz|mat|h5|hdf5|pkl|zip|tar|tgz|gz|7z|rar)$/i;

/** `ImageSets/` of Pascal VOC and CVAT: which images are for training. */
export const splitFolder = /^imagesets$/i;

/** Of a kind that may hold labels, below a folder. @throws OutsideError `folder-unreadable`, `name-not-utf8` */
export function possibleLabels(root: string): readonly string[] {
  const wants = (name: string) => perImage.test(name) || lists.test(name);
  return walk(root, { wants, skips: (name) => splitFolder.test(name) }).found.map(({ file }) => file);
}

/** Files with the name of an image: `3.json` of `3.jpg`, beside it or elsewhere. */
export function labelsOfImages(files: readonly string[], images: ReadonlySet<string>): LabelsOfImages {
  const own = files.filter((file) => perImage.test(file) && images.has(nameOfImage(file)));
  const looked = own.slice(0, mostRead).map(beginningOf);
  const filled = looked.filter((text) => text.trim() !== '').length;
  // An empty file of outlines is of an image without any.
  return { files: own, isTold: looked.some(isOutline) || (filled > 0 && filled < looked.length) };
}

// `3.jpg.json` is of `3.jpg` too.
function nameOfImage(file: string): string {
  const stem = stemOf(file);
  return (isImageName(stem) ? stemOf(stem) : stem).toLowerCase();
}

/** The first one that tells by its name (`labels.csv`) or by its contents that it labels images. */
export function labelList(
  root: string,
  files: readonly string[],
  folders: ReadonlySet<string>,
  images: ReadonlySet<string>,
): string | undefined {
  const near = files.filter(
    (file) => lists.test(file) && (folders.has(path.dirname(file)) || path.dirname(file) === root),
  );
  const named = near.find((file) => wordsOf(path.parse(file).name).some(isMaskWord));
  if (named !== undefined) return named;
  const unnamed = files.filter((file) => tables.test(file) && !images.has(nameOfImage(file)));
  return unnamed.slice(0, mostRead).find((file) => labelsImages(beginningOf(file), images));
}

const labelWords: ReadonlySet<string> = new Set(
  'class classes category categories polygon polygons shapes bbox bndbox bboxes rle encoded regions brushlabels'.split(
    ' ',
  ),
);

/** Whether a text names images, and speaks of labels. */
function labelsImages(text: string, images: ReadonlySet<string>): boolean {
  const named = text.match(/[^\s"',;:<>{}[\]()/\\]+/g) ?? [];
  if (!named.some((name) => isImageName(name) && images.has(stemOf(name).toLowerCase()))) return false;
  const others = named.filter((name) => !isImageName(name)).flatMap(wordsOf);
  return others.some((word) => isMaskWord(word) || isBadWord(word) || labelWords.has(word));
}

/** Of LabelMe, Pascal VOC, COCO, and the rows of YOLO. */
function isOutline(text: string): boolean {
  return /"shapes"|"annotations"|"regions"|<annotation|<object\b|^\d+(?: \d*\.\d+(?:e-?\d+)?){4,} *\r?$/m.test(text);
}

const mostRead = 100;
const mostBytes = 500_000;

function beginningOf(file: string): string {
  const bytes = Buffer.alloc(mostBytes);
  try {
    const opened = openSync(file, 'r');
    try {
      return bytes.toString('utf8', 0, readSync(opened, bytes, 0, mostBytes, 0));
    } finally {
      closeSync(opened);
    }
  } catch {
    // It may be closed to us; its name counts.
    return '';
  }
}
