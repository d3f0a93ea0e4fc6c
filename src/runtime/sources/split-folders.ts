// The layout that MVTec AD has made common: train/good, test/KIND, ground_truth/KIND. BTAD, MPDD and LOCO differ in names.
import path from 'node:path';
import type { DataSet, ImageItem, MissingMask } from '../images/data-set.ts';
import { allImages } from './glob.ts';
import {
  categoryFolder,
  folderNames,
  goodImages,
  imageEndings,
  imageItem,
  imageNames,
  layoutError,
  relativeName,
  stemOf,
} from './listing.ts';

export interface SplitLayout {
  /** `MVTec AD`. */
  readonly title: string;
  /** In words, for errors. */
  readonly expected: string;
  /** The name of the folders of good images. */
  readonly good: string;
  /** Masks of an image: those that exist. `truths`: the folder of its kind's masks. */
  masksOf(truths: string, stem: string): readonly string[];
  /** Where a mask would lie, for errors. */
  expectedMask(truths: string, stem: string): string;
}

/** @throws OutsideError `data-missing`, `data-layout` */
export function openSplitFolders(dataFolder: string, category: string, layout: SplitLayout): DataSet {
  const root = categoryFolder(dataFolder, category);
  const good = path.join(root, 'train', layout.good);
  const train = goodImages(root, good);
  if (train.length === 0) {
    const inside = categoriesOf(root, layout.good);
    const hint =
      inside.length > 0 ? ` (${inside[0]} inside it does: write \`${path.join(category, inside[0] ?? '')}\`)` : '';
    throw layoutError(root, `there are no images in train/${layout.good}${hint}`, layout.title, layout.expected);
  }
  const missingMasks: MissingMask[] = [];
  const read = (part: string) => readKinds(root, part, layout, missingMasks);
  const [test, validation] = [read('test'), read('validation')];
  const stray = strayMasks(root, [...test, ...validation]);
  return { name: root, train, test, validation, strayMasks: stray, missingMasks, notes: [] };
}

/** Folders that have a category's training images. */
export function categoriesOf(dataFolder: string, good: string): readonly string[] {
  return folderNames(dataFolder).filter((name) => imageNames(path.join(dataFolder, name, 'train', good)).length > 0);
}

// `part`: `test` or `validation`; nothing where there is no such folder.
function readKinds(root: string, part: string, layout: SplitLayout, missing: MissingMask[]): readonly ImageItem[] {
  const folder = path.join(root, part);
  return folderNames(folder).flatMap((kind) => {
    if (kind === layout.good) return goodImages(root, path.join(folder, kind));
    return imageNames(path.join(folder, kind)).map((name) => {
      const file = path.join(folder, kind, name);
      const place = path.join(root, 'ground_truth', kind);
      const masks = layout.masksOf(place, stemOf(name));
      if (masks.length === 0) missing.push({ image: file, expected: layout.expectedMask(place, stemOf(name)) });
      return imageItem({ root, file, defect: kind, masks });
    });
  });
}

function strayMasks(root: string, items: readonly ImageItem[]): readonly string[] {
  const used = new Set(items.flatMap(({ masks }) => masks.map(({ name }) => name)));
  const all = allImages(path.join(root, 'ground_truth')).map(({ file }) => relativeName(root, file));
  return all.filter((name) => !used.has(name));
}

/** `NAME_mask.png`, or `NAME.png`, with any ending of an image. */
export function maskBeside(truths: string, stem: string): readonly string[] {
  const names = new Set(imageNames(truths));
  const candidates = [`${stem}_mask`, stem].flatMap((name) => [...imageEndings].map((ending) => name + ending));
  const found =
    candidates.find((name) => names.has(name)) ??
    candidates.find((name) => names.has(name.replace(/\.\w+$/, (e) => e.toUpperCase())));
  return found === undefined ? [] : [path.join(truths, found)];
}
