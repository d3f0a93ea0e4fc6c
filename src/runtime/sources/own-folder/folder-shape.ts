// Recognises the usual shapes of a folder of one's own: which images are good, which are to test with, and which lie
// together in a way that only masks can tell apart.

import { counted, stemOf } from '../listing.ts';
import { labelInName, meaningOf } from './name-words.ts';
import type { PlacedFile } from './placed-file.ts';

/** What a folder was taken for. `train` are good images; the kinds of `test` come from folders or, without, from masks. */
export interface FolderShape {
  /** In words, as notes and comments go on after "read as". */
  readonly description: string;
  readonly train: readonly PlacedFile[];
  readonly test: readonly PlacedFile[];
  readonly masks: readonly PlacedFile[];
  readonly validation: readonly PlacedFile[];
  /** Good and defective images lie together: masks tell them apart, and the good ones are to be split. */
  readonly mixed: readonly PlacedFile[];
  /** Images of which nothing says what they are for. */
  readonly unread: readonly PlacedFile[];
}

/** Undefined where no shape fits. */
export function recogniseShape(files: readonly PlacedFile[]): FolderShape | undefined {
  const images = files.filter(({ use }) => use === 'image');
  const masks = files.filter(({ use }) => use === 'mask');
  const validation = images.filter(({ split }) => split === 'validation');
  const others = images.filter(({ split }) => split !== 'validation');
  const found = others.some(({ split }) => split === 'train')
    ? trainAndTest(others, masks)
    : others.some(isForTraining)
      ? goodAndOthers(others)
      : mixedImages(others, masks);
  if (found === undefined) return undefined;
  const used = new Set([...found.train, ...found.test, ...found.mixed].map(({ file }) => file));
  const folders = [...new Set(masks.map(({ maskFolder }) => maskFolder))].filter((folder) => folder !== '');
  return {
    ...found,
    description: [found.description, ...(folders.length === 0 ? [] : [`masks in ${listed(folders)}`])].join(', '),
    masks,
    validation,
    unread: others.filter(({ file }) => !used.has(file)),
  };
}

type Parts = Pick<FolderShape, 'description' | 'train' | 'test' | 'mixed'>;

function trainAndTest(images: readonly PlacedFile[], masks: readonly PlacedFile[]): Parts | undefined {
  const own = images.filter(({ split }) => split === 'train');
  const good = own.filter(({ isGood }) => isGood);
  const plain = own.filter(({ kind }) => kind === undefined);
  const train = good.length > 0 ? good : plain;
  if (train.length === 0) return undefined;
  const test = images.filter(({ split, kind, isGood }) =>
    split === 'test' ? true : split === undefined && kind !== undefined && !isGood,
  );
  const tested = test.find(({ split }) => split === 'test');
  const parts = [
    folderOf(train[0], good.length > 0),
    ...(tested ? [`${tellingFolder(tested.folders)}/KIND`] : test.length > 0 ? [listed(topFolders(test))] : []),
  ];
  // Without a folder that says so, only masks tell which of the training images are good.
  const isMixed = good.length === 0 && masks.some(({ split }) => split === 'train');
  return { description: parts.join(' and '), train: isMixed ? [] : train, test, mixed: isMixed ? train : [] };
}

// `train/good`, or `train/` where images lie in it.
function folderOf(file: PlacedFile | undefined, isGood: boolean): string {
  const folders = file?.folders ?? [];
  const train = tellingFolder(folders);
  const next = folders[train.split('/').length];
  return isGood && next !== undefined ? `${train}/${next}` : `${train}/`;
}

// Below a folder of another meaning, such as a part's own, `good` speaks of that part alone.
function isForTraining({ isGood, split, place }: PlacedFile): boolean {
  return isGood && split !== 'test' && place[0] === 'good';
}

function goodAndOthers(images: readonly PlacedFile[]): Parts | undefined {
  const train = images.filter(isForTraining);
  if (train.length === 0) return undefined;
  const test = images.filter((file) => !isForTraining(file) && file.folders.length > 0);
  const good = `${tellingFolder(train[0]?.folders ?? [])}/`;
  const description = test.length === 0 ? `good images in ${good}` : `${good} beside ${listed(topFolders(test))}`;
  return { description, train, test, mixed: [] };
}

function mixedImages(images: readonly PlacedFile[], masks: readonly PlacedFile[]): Parts | undefined {
  const plain = images.filter(({ kind }) => kind === undefined);
  // `images/line1` with `masks/line1`: folders below `images` that are no kinds, since none of them is good.
  const areBelow = masks.length > 0 && images.every(({ folders }) => meaningOf(folders[0] ?? '').role === 'image');
  const isBad = images.some(({ folders }) => folders.some((folder) => meaningOf(folder).role === 'bad'));
  const together = areBelow && !isBad ? images.map((file) => ({ ...file, kind: undefined })) : plain;
  if (together.length === 0 || together.length < images.length) return undefined;
  const folder = together[0]?.folders[0];
  const where = folder === undefined ? 'images' : `${folder}/`;
  if (masks.length > 0) return { description: `${where} with masks`, train: [], test: [], mixed: together };
  const labels = together.map(({ file }) => labelInName(stemOf(file)));
  if (!labels.includes('bad')) return { description: 'good images only', train: together, test: [], mixed: [] };
  if (labels.includes(undefined) || !labels.includes('good')) return undefined;
  const labelled = together.map((file, i) => ({
    ...file,
    isGood: labels[i] === 'good',
    kind: labels[i] === 'good' ? 'good' : 'defect',
  }));
  return {
    description: 'images whose names say which are good',
    train: labelled.filter(({ isGood }) => isGood),
    test: labelled.filter(({ isGood }) => !isGood),
    mixed: [],
  };
}

// The first one that is not just `images`, with what is above it.
function tellingFolder(folders: readonly string[]): string {
  const at = folders.findIndex((folder) => meaningOf(folder).role !== 'image');
  return folders.slice(0, Math.max(0, at) + 1).join('/');
}

function topFolders(files: readonly PlacedFile[]): readonly string[] {
  return [...new Set(files.map(({ folders }) => tellingFolder(folders)))];
}

function listed(folders: readonly string[]): string {
  const shown = folders.slice(0, 6).map((folder) => `${folder}/`);
  return [...shown, ...(folders.length > 6 ? [counted(folders.length - 6, 'more folder')] : [])].join(', ');
}
