// Recognises the usual shapes of a folder of one's own, by the names of its folders.
import path from 'node:path';
import { allImages, type FoundFile } from './glob.ts';
import { folderNames, imageNames } from './listing.ts';
import { splitBeside } from './match-masks.ts';

/** What a folder was taken for. `train` are good images; the kinds of `test` come from folders or, without, from masks. */
export interface FolderShape {
  /** In words, as notes and comments go on after "read as". */
  readonly description: string;
  readonly train: readonly FoundFile[];
  readonly test: readonly FoundFile[];
  readonly masks: readonly FoundFile[];
  readonly validation: string | undefined;
  /** Good and defective images lie together: masks tell them apart, and the good ones are to be split. */
  readonly mixed: readonly FoundFile[];
}

const names = {
  good: ['good', 'ok', 'normal', 'no_defect', 'defect_free', 'defect-free', 'non_defective', 'io', 'pass'],
  train: ['train', 'training'],
  test: ['test', 'tests', 'testing'],
  validation: ['validation', 'val', 'valid'],
  masks: [
    'ground_truth',
    'groundtruth',
    'gt',
    'mask',
    'masks',
    'label',
    'labels',
    'annotation',
    'annotations',
    'segmentation',
  ],
  images: ['images', 'image', 'imgs', 'img'],
} as const;

/** Whether a folder's name says that its images have no defect. */
export function isGoodName(name: string): boolean {
  return names.good.some((good) => good === name.toLowerCase());
}

/** Whether a folder's name says nothing of the kind of its images. */
export function isGenericName(name: string): boolean {
  const generic: readonly string[] = [...names.train, ...names.test, ...names.validation, ...names.images];
  return generic.includes(name.toLowerCase());
}

/** Undefined where no shape fits. */
export function recogniseShape(root: string, suffixes: readonly string[]): FolderShape | undefined {
  const folders = folderNames(root);
  const named = (role: keyof typeof names) =>
    names[role].flatMap((name) => folders.filter((folder) => folder.toLowerCase() === name))[0];
  const at = (name: string | undefined) => (name === undefined ? undefined : path.join(root, name));
  const masks = at(named('masks'));
  const common = { root, suffixes, masks, validation: named('validation') };
  const [train, good, images] = [named('train'), named('good'), named('images')];
  if (train !== undefined) return trainAndTest(common, train, named('test'));
  if (good !== undefined) {
    const others = folders.filter((name) => name !== good && name !== named('masks') && name !== named('validation'));
    return goodAndOthers(common, good, others);
  }
  if (images !== undefined) return mixedImages(common, path.join(root, images), `${images}/`);
  return imageNames(root).length > 0 && folders.length <= (masks === undefined ? 0 : 1)
    ? mixedImages(common, root, 'images')
    : undefined;
}

interface Common {
  readonly root: string;
  readonly suffixes: readonly string[];
  /** The folder of the masks. */
  readonly masks: string | undefined;
  readonly validation: string | undefined;
}

function trainAndTest(common: Common, train: string, test: string | undefined): FolderShape | undefined {
  const folder = path.join(common.root, train);
  const good = folderNames(folder).find(isGoodName);
  const files =
    good === undefined ? splitBeside(directly(folder), common.suffixes).images : allImages(path.join(folder, good));
  if (files.length === 0) return undefined;
  const split = splitBeside(test === undefined ? [] : allImages(path.join(common.root, test)), common.suffixes);
  const parts = [
    good === undefined ? `${train}/` : `${train}/${good}`,
    ...(test === undefined ? [] : [`${test}/KIND`]),
  ];
  return shape(common, parts.join(' and '), { train: files, test: split.images, masks: split.masks });
}

function goodAndOthers(common: Common, good: string, others: readonly string[]): FolderShape | undefined {
  const train = splitBeside(allImages(path.join(common.root, good)), common.suffixes).images;
  if (train.length === 0) return undefined;
  const split = splitBeside(
    others.flatMap((name) => allImages(common.root, name)),
    common.suffixes,
  );
  const description =
    others.length === 0 ? `good images in ${good}/` : `${good}/ beside ${others.map((name) => `${name}/`).join(', ')}`;
  return shape(common, description, { train, test: split.images, masks: split.masks });
}

function mixedImages(common: Common, folder: string, description: string): FolderShape | undefined {
  const split = splitBeside(directly(folder), common.suffixes);
  if (split.images.length === 0) return undefined;
  const masks = [...split.masks, ...(common.masks === undefined ? [] : allImages(common.masks))];
  if (masks.length === 0) return shape(common, 'good images only', { train: split.images, test: [], masks: [] });
  const found = shape(common, `${description} with masks`, { train: [], test: [], masks: split.masks });
  return { ...found, mixed: split.images };
}

function shape(
  common: Common,
  description: string,
  { train, test, masks }: Pick<FolderShape, 'train' | 'test' | 'masks'>,
): FolderShape {
  const fromFolder = common.masks === undefined ? [] : allImages(common.masks);
  return {
    description: common.masks === undefined ? description : `${description}, masks in ${path.basename(common.masks)}/`,
    train,
    test,
    masks: [...masks, ...fromFolder],
    validation: common.validation,
    mixed: [],
  };
}

function directly(folder: string): readonly FoundFile[] {
  return imageNames(folder).map((name) => ({ file: path.join(folder, name), base: folder, folders: '' }));
}
