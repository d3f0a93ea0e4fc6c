// A folder of the user's own: its shape is recognised, or globs say what is what.
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem } from '../data-set.ts';
import { drawShare } from './draw-share.ts';
import { type FolderShape, isGenericName, isGoodName, recogniseShape } from './folder-shape.ts';
import { allImages, type FoundFile, findImages } from './glob.ts';
import { labelByMask } from './label-by-mask.ts';
import {
  categoryFolder,
  counted,
  describeFolder,
  folderNames,
  imageItem,
  isFolder,
  relativeName,
  withUniqueStems,
} from './listing.ts';
import { matchMasks, splitBeside } from './match-masks.ts';
import type { SourceReader } from './source-reader.ts';

export interface FolderSettings {
  readonly path: string;
  readonly normal: readonly string[];
  readonly test: readonly string[];
  readonly masks: readonly string[];
  readonly suffixes: readonly string[];
  readonly validation: string;
  readonly test_share: number;
}

export const folderReader: SourceReader<FolderSettings> = {
  open: (settings, dataFolder) => openFolder(categoryFolder(dataFolder, settings.path), settings),
  categories: (dataFolder) =>
    folderNames(dataFolder).filter((name) => allImages(path.join(dataFolder, name)).length > 0),
};

/** @throws OutsideError `data-missing`, `data-layout`, `glob-empty`, `data-overlap` */
export async function openFolder(root: string, settings: FolderSettings): Promise<DataSet> {
  const shape = hasGlobs(settings) ? globShape(root, settings) : recogniseShape(root, settings.suffixes);
  if (shape === undefined) throw unknownShape(root);
  const notes = hasGlobs(settings) ? [] : [`${root} was read as ${shape.description}`];
  const masksOf = matchMasks([...shape.test, ...shape.mixed], shape.masks, settings.suffixes);
  const test = await labelled(root, shape.test, masksOf, shape.masks.length > 0);
  const mixed = await labelled(root, shape.mixed, masksOf, true);
  const train = [...shape.train.map(({ file }) => imageItem({ root, file, defect: 'good' })), ...mixed.filter(isGood)];
  if (train.length === 0) throw unknownShape(root, 'there are no good images to train on');
  checkOverlap(train, test);
  const all = [...test, ...mixed.filter((item) => !isGood(item))];
  const share = all.length > 0 && !all.some(isGood) ? settings.test_share : 0;
  const { drawn, rest } = drawShare(train, share, 'folder');
  if (drawn.length > 0) notes.push(`${drawn.length} of ${counted(train.length, 'good image')} were drawn to test with`);
  const unmarked = all.filter(({ hasGroundTruth }) => !hasGroundTruth).length;
  if (unmarked > 0)
    notes.push(`${counted(unmarked, 'defective test image')} without a mask: pixel metrics are left out`);
  const validation = await openValidation(root, shape, settings);
  return {
    name: root,
    train: withUniqueStems(sorted(rest)),
    test: withUniqueStems(sorted([...drawn, ...all])),
    validation,
    strayMasks: strayMasks(root, shape.masks, masksOf, validation),
    missingMasks: [],
    notes,
  };
}

function strayMasks(
  root: string,
  masks: readonly FoundFile[],
  masksOf: ReadonlyMap<string, readonly string[]>,
  validation: readonly ImageItem[],
): readonly string[] {
  const matched = new Set([...masksOf.values()].flat());
  const validating = new Set(validation.flatMap((item) => item.masks.map(({ name }) => name)));
  return masks
    .filter(({ file }) => !matched.has(file))
    .map(({ file }) => relativeName(root, file))
    .filter((name) => !validating.has(name));
}

function hasGlobs({ normal, test, masks }: FolderSettings): boolean {
  return normal.length + test.length + masks.length > 0;
}

function globShape(root: string, { normal, test, masks, suffixes }: FolderSettings): FolderShape {
  const find = (name: string, globs: readonly string[]) => globs.flatMap((glob) => foundBy(root, name, glob));
  const beside = splitBeside(find('test', test), suffixes);
  return {
    description: 'its globs say',
    train: splitBeside(find('normal', normal), suffixes).images,
    test: beside.images,
    masks: [...beside.masks, ...find('masks', masks)],
    validation: undefined,
    mixed: [],
  };
}

function foundBy(root: string, name: string, glob: string): readonly FoundFile[] {
  const found = findImages(root, glob);
  if (found.length > 0) return found;
  throw new OutsideError(
    'glob-empty',
    `\`${name}: "${glob}"\` matches no images in ${root}, which holds ${describeFolder(root)}`,
    '`*` stands for a part of a name, `**` for folders too; images are PNG, JPEG, BMP, TIFF and WebP files',
  );
}

// The kind is the first folder below the pattern's beginning, or that beginning's own name.
function kindOf(root: string, { base, folders }: FoundFile): string | undefined {
  const below = folders.split('/')[0] ?? '';
  const name = below !== '' ? below : base === root ? '' : path.basename(base);
  if (name === '' || isGenericName(name)) return undefined;
  return isGoodName(name) ? 'good' : name;
}

async function labelled(
  root: string,
  files: readonly FoundFile[],
  masksOf: ReadonlyMap<string, readonly string[]>,
  hasMasks: boolean,
): Promise<readonly ImageItem[]> {
  const byFolder = files.map((found) => ({ found, kind: kindOf(root, found) }));
  const unknown = byFolder.filter(({ kind }) => kind === undefined);
  if (unknown.length > 0 && !hasMasks) {
    throw new OutsideError(
      'data-layout',
      `nothing says which of ${counted(unknown.length, 'test image')} are good: ${relativeName(root, unknown[0]?.found.file ?? '')} lies in no folder of a kind, and there are no masks`,
      'put good images into a folder `good` and the others into one for each kind of defect, or add masks',
    );
  }
  const known = byFolder.flatMap(({ found: { file }, kind }) =>
    kind === undefined
      ? []
      : [imageItem({ root, file, defect: kind, masks: kind === 'good' ? [] : masksOf.get(file) })],
  );
  // Without a kind the masks decide: no mask, or an empty one, is a good image.
  const byMask = await labelByMask(
    unknown.map(({ found: { file } }) => {
      const masks = masksOf.get(file);
      return imageItem({ root, file, defect: masks === undefined ? 'good' : 'defect', masks });
    }),
  );
  return [...known, ...byMask];
}

async function openValidation(
  root: string,
  shape: FolderShape,
  settings: FolderSettings,
): Promise<readonly ImageItem[]> {
  const given = settings.validation === '' ? shape.validation : settings.validation;
  if (given === undefined) return [];
  const folder = path.resolve(root, given);
  if (!isFolder(folder))
    throw new OutsideError(
      'data-missing',
      `there is no folder ${folder}`,
      '`validation` names a folder with `good` and a folder for each kind of defect',
    );
  const maskFolder = folderNames(folder).find((name) => /^(ground_truth|gt|masks?|labels?)$/i.test(name));
  const inside = allImages(folder).filter(
    ({ folders }) => maskFolder === undefined || folders.split('/')[0] !== maskFolder,
  );
  const beside = splitBeside(inside, settings.suffixes);
  const masks = [
    ...beside.masks,
    ...(maskFolder === undefined ? [] : allImages(path.join(folder, maskFolder))),
    ...shape.masks,
  ];
  const items = await labelled(
    root,
    beside.images,
    matchMasks(beside.images, masks, settings.suffixes),
    masks.length > 0,
  );
  if (items.length === 0)
    throw new OutsideError(
      'data-layout',
      `there are no images in ${folder}, which holds ${describeFolder(folder)}`,
      '`validation` names a folder with `good` and a folder for each kind of defect',
    );
  return withUniqueStems(sorted(items));
}

/** A folder further in that has a known shape: archives often unpack into one more folder. */
function readableInside(root: string, depth = 3): string | undefined {
  const [only, ...others] = folderNames(root);
  if (only === undefined || others.length > 0 || depth === 0) return undefined;
  const inner = path.join(root, only);
  return recogniseShape(inner, []) ? inner : readableInside(inner, depth - 1);
}

function isGood({ defect }: ImageItem): boolean {
  return defect === 'good';
}

function sorted(items: readonly ImageItem[]): readonly ImageItem[] {
  return items.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function checkOverlap(train: readonly ImageItem[], test: readonly ImageItem[]): void {
  const names = new Set(train.map(({ name }) => name));
  const both = test.filter(({ name }) => names.has(name));
  if (both.length === 0) return;
  throw new OutsideError(
    'data-overlap',
    `${counted(both.length, 'image')} would be trained on and tested with: ${both
      .slice(0, 5)
      .map(({ name }) => name)
      .join(', ')}`,
    'make the globs `normal` and `test` of the source exclude each other',
  );
}

function unknownShape(root: string, problem = 'its shape is not one of the known ones'): OutsideError {
  const inside = readableInside(root);
  if (inside !== undefined)
    return new OutsideError(
      'data-layout',
      `${root}: ${problem}; it holds ${describeFolder(root)}`,
      `${inside} can be read: name that folder`,
    );
  return new OutsideError(
    'data-layout',
    `${root}: ${problem}; it holds ${describeFolder(root)}`,
    'known are train/good with test/KIND, good/ beside folders of defects, images/ with masks/, images beside their masks, and good images only; otherwise say what is what: `folder("…", normal: "GLOB", test: "GLOB", masks: "GLOB")`',
  );
}
