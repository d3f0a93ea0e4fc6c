// A folder of the user's own: its shape is recognised, or globs say what is what.
import path from 'node:path';
import { homeSignInPipeline } from '../../../diagnostics/home-sign.ts';
import { type OutsideError, outside } from '../../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem } from '../../images/data-set.ts';
import { lookAtMasks } from '../../masks/mask-doubts.ts';
import { drawShare } from '../draw-share.ts';
import { allImages } from '../glob.ts';
import {
  categoryFolder,
  counted,
  describeFolder,
  folderNames,
  imageItem,
  imageNames,
  isFolder,
  relativeName,
  withUniqueStems,
} from '../listing.ts';
import type { SourceReader } from '../source-reader.ts';
import { allLookLikeMasks, ambiguousMasks, markedGoodImages, twoMaskFolders, unpairedMasks } from './folder-errors.ts';
import { globShape, hasGlobs } from './folder-globs.ts';
import { type FolderShape, recogniseShape } from './folder-shape.ts';
import { labelByMask, markAlike } from './label-by-mask.ts';
import { labelInName } from './name-words.ts';
import { describePairing, type Pairing, pairMasks } from './pair-masks.ts';
import { type PlacedFile, placeFiles } from './placed-file.ts';
import { refuseUnreadLabels } from './unread-labels.ts';

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

/** @throws OutsideError `data-missing`, `data-layout`, `glob-empty`, `data-overlap`, `mask-unpaired`, `mask-ambiguous` */
async function openFolder(root: string, settings: FolderSettings): Promise<DataSet> {
  const shape = await readShape(root, settings);
  const notes = hasGlobs(settings) ? [] : [`${root} was read as ${shape.description}`];
  const pairing = await pairAll(root, shape, settings);
  if (pairing.rules.length > 0) notes.push(`masks are paired: ${describePairing(root, pairing.rules)}`);
  const hasMasks = shape.masks.length > 0;
  const test = await labelled(root, shape.test, pairing, hasMasks);
  const mixed = await labelled(root, shape.mixed, pairing, true);
  const train = [...shape.train.map(({ file }) => imageItem({ root, file, defect: 'good' })), ...mixed.filter(isGood)];
  if (train.length === 0) throw await nothingToTrainOn(root, mixed);
  checkOverlap(train, test);
  const all = [...test, ...mixed.filter((item) => !isGood(item))];
  const share = all.length > 0 && !all.some(isGood) ? settings.test_share : 0;
  const { drawn, rest } = drawShare(train, share, 'folder');
  if (drawn.length > 0) notes.push(`${drawn.length} of ${counted(train.length, 'good image')} were drawn to test with`);
  return {
    name: root,
    train: withUniqueStems(sorted(rest)),
    test: withUniqueStems(sorted([...drawn, ...all])),
    validation: withUniqueStems(sorted(await labelled(root, shape.validation, pairing, hasMasks))),
    strayMasks: pairing.stray.map(({ file }) => relativeName(root, file)),
    missingMasks: [],
    notes: [...notes, ...unusedNotes(all, shape)],
  };
}

function unusedNotes(tested: readonly ImageItem[], { unread, train }: FolderShape): readonly string[] {
  const unmarked = tested.filter(({ hasGroundTruth }) => !hasGroundTruth).length;
  return [
    ...(unmarked > 0
      ? [`${counted(unmarked, 'defective test image')} without a mask: pixel metrics are left out`]
      : []),
    ...belowGood(train),
    ...(unread.length > 0 ? [`${counted(unread.length, 'picture')} not used, such as ${unread[0]?.name}`] : []),
  ];
}

// `good/scratch/` may be a line, a day, or defects that somebody has put aside.
function belowGood(train: readonly PlacedFile[]): readonly string[] {
  const inner = train.filter(({ place }) => place[0] === 'good' && place.length > 1);
  const folders = [...new Set(inner.map(({ name }) => path.posix.dirname(name)))];
  if (folders.length === 0 || inner.length === train.length) return [];
  const more = folders.length > 3 ? [`${folders.length - 3} more`] : [];
  const shown = [...folders.slice(0, 3).map((folder) => `${folder}/`), ...more].join(', ');
  return [`${counted(inner.length, 'image')} in ${shown} taken as good, as the folder around says`];
}

async function readShape(root: string, settings: FolderSettings): Promise<FolderShape> {
  const named = settings.validation === '' ? undefined : path.resolve(root, settings.validation);
  const validation = named === undefined ? undefined : await readValidation(named, settings);
  if (hasGlobs(settings)) return withValidation(globShape(root, settings), validation);
  const inside = allImages(root).filter(({ file }) => named === undefined || !file.startsWith(named + path.sep));
  const files = await placeFiles(root, inside, settings.suffixes);
  if (files.length > 0 && files.every(({ use }) => use === 'mask')) throw allLookLikeMasks(root);
  const shape = recogniseShape(files);
  if (shape === undefined) throw await unknownShape(root);
  refuseUnreadLabels(
    root,
    shape,
    files.filter(({ use }) => use === 'none'),
  );
  return withValidation(shape, validation);
}

function withValidation(shape: FolderShape, files: readonly PlacedFile[] | undefined): FolderShape {
  if (files === undefined) return shape;
  return {
    ...shape,
    masks: [...shape.masks, ...files.filter(({ use }) => use === 'mask')],
    validation: files.filter(({ use }) => use === 'image'),
  };
}

async function readValidation(folder: string, settings: FolderSettings): Promise<readonly PlacedFile[]> {
  const hint = '`validation` names a folder with `good` and a folder for each kind of defect';
  if (!isFolder(folder))
    throw outside('data-missing', {
      problem: `there is no folder ${folder}`,
      advice: homeSignInPipeline(settings.validation) ?? hint,
    });
  const files = await placeFiles(folder, allImages(folder), settings.suffixes);
  if (files.some(({ use }) => use === 'image')) return files.map((file) => ({ ...file, split: 'validation' }));
  throw outside('data-layout', {
    problem: `there are no images in ${folder}, which holds ${describeFolder(folder)}`,
    advice: hint,
  });
}

// A mask that two images could own belongs to a defective one before a good one, to a test image before others.
async function pairAll(root: string, shape: FolderShape, settings: FolderSettings): Promise<Pairing> {
  const { test, mixed, train, validation, masks } = shape;
  const defective = test.filter((file) => file.kind !== 'good');
  const good = [...test.filter((file) => file.kind === 'good'), ...train];
  const tiers = [[...defective, ...mixed], validation, test.filter((file) => file.kind === 'good'), train];
  const pairing = pairMasks(tiers, masks, settings.suffixes, hasGlobs(settings));
  if (pairing.clash) throw ambiguousMasks(root, pairing.clash, tiers.flat());
  await refuseTwoFolders(root, shape, pairing);
  await refuseMarked(root, good, pairing);
  const masksDecide = [...test, ...mixed, ...validation].some(({ kind }) => kind === undefined);
  const wrong = masksDecide ? pairing.stray : pairing.lost;
  const items = wrong.map(({ file }) => imageItem({ root, file, defect: 'defect', masks: [file] }));
  const marked = (await labelByMask(items)).filter((item) => !isGood(item)).map(({ name }) => name);
  const unpaired = wrong.filter(({ file }) => marked.includes(relativeName(root, file)));
  if (unpaired.length > 0) throw await unpairedMasks(root, unpaired, tiers.flat(), new Set(pairing.masksOf.keys()));
  return pairing;
}

async function refuseTwoFolders(
  root: string,
  { test, mixed, validation, train, masks }: FolderShape,
  { masksOf }: Pairing,
): Promise<void> {
  const byFile = new Map(masks.map((mask) => [mask.file, mask]));
  for (const image of [...test, ...mixed, ...validation]) {
    const own = (masksOf.get(image.file) ?? []).flatMap((file) => byFile.get(file) ?? []);
    const [first] = own;
    const other = own.find(
      ({ maskFolder, place }) => maskFolder !== first?.maskFolder && place.join('/') === first?.place.join('/'),
    );
    if (first && other && !(await areOfVoc(root, [first, other])))
      throw twoMaskFolders(root, image, [first, other], [...test, ...mixed, ...validation, ...train]);
  }
}

// Pascal VOC and CVAT have the same masks twice, in the colours of classes and of objects.
async function areOfVoc(root: string, masks: readonly PlacedFile[]): Promise<boolean> {
  const isNamedSo = masks.every(({ maskFolder }) => /(^|\/)Segmentation(Class|Object)[^/]*$/.test(maskFolder));
  return isNamedSo && markAlike(root, masks);
}

async function refuseMarked(root: string, good: readonly PlacedFile[], { masksOf }: Pairing): Promise<void> {
  const items = good.flatMap(({ file }) => {
    const masks = masksOf.get(file);
    return masks === undefined ? [] : [imageItem({ root, file, defect: 'defect', masks })];
  });
  const marked = (await labelByMask(items)).filter((item) => !isGood(item));
  if (marked.length === 0) return;
  throw markedGoodImages(
    root,
    marked.map(({ name, masks: [mask] }) => ({ name, mask: mask?.name ?? '' })),
  );
}

async function labelled(
  root: string,
  files: readonly PlacedFile[],
  { masksOf }: Pairing,
  hasMasks: boolean,
): Promise<readonly ImageItem[]> {
  const unknown = files.filter(({ kind }) => kind === undefined);
  if (unknown.length > 0 && !hasMasks) {
    throw outside('data-layout', {
      problem: `nothing says which of ${counted(unknown.length, 'test image')} are good: ${unknown[0]?.name} lies in no folder of a kind, and there are no masks`,
      advice: 'put good images into a folder `good` and the others into one for each kind of defect, or add masks',
    });
  }
  const known = files.flatMap(({ file, kind }) =>
    kind === undefined
      ? []
      : [imageItem({ root, file, defect: kind, masks: kind === 'good' ? [] : masksOf.get(file) })],
  );
  // Without a kind the masks decide: no mask, or an empty one, is a good image, unless its name says otherwise.
  const byMask = await labelByMask(
    unknown.map(({ file, name }) => {
      const masks = masksOf.get(file);
      const isGood = masks === undefined && labelInName(path.parse(name).name) !== 'bad';
      return imageItem({ root, file, defect: isGood ? 'good' : 'defect', masks });
    }),
  );
  return [...known, ...byMask];
}

/** A folder further in that has a known shape: archives often unpack into one more folder. */
async function readableInside(root: string, depth = 3): Promise<string | undefined> {
  const [only, ...others] = folderNames(root);
  if (only === undefined || others.length > 0 || depth === 0 || imageNames(root).length > 0) return undefined;
  const inner = path.join(root, only);
  return recogniseShape(await placeFiles(inner, allImages(inner), [])) ? inner : readableInside(inner, depth - 1);
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
  throw outside('data-overlap', {
    count: counted(both.length, 'image'),
    names: both.slice(0, 5).map(({ name }) => name),
  });
}

/** `mixed`: all of them defective. */
async function nothingToTrainOn(root: string, mixed: readonly ImageItem[]): Promise<OutsideError> {
  const [doubt] = await lookAtMasks(mixed);
  const masks =
    mixed.length === 0
      ? []
      : [
          `a mask marks something in each of ${counted(mixed.length, 'image')}`,
          ...(doubt === undefined ? [] : [doubt]),
        ];
  return unknownShape(root, ['there are no good images to train on', ...masks].join(': '));
}

async function unknownShape(root: string, problem = 'its shape is not one of the known ones'): Promise<OutsideError> {
  const inside = await readableInside(root);
  if (inside !== undefined)
    return outside('data-layout', {
      problem: `${root}: ${problem}; it holds ${describeFolder(root)}`,
      advice: `${inside} can be read: name that folder`,
    });
  return outside('data-layout', {
    problem: `${root}: ${problem}; it holds ${describeFolder(root)}`,
    advice:
      'known are train/good with test/KIND, good/ beside folders of defects, images/ with masks/, images beside their masks, and good images only; otherwise say what is what: `folder("…", normal: "GLOB", test: "GLOB", masks: "GLOB")`',
  });
}
