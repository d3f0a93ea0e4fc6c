// Looks at a folder and says what it is: which source reads it, and what its images are like. For `anoseg init`.
import path from 'node:path';
import { OutsideError, outside } from '../../diagnostics/outside-error.ts';
import { type SourceName, sources } from '../../ops/sources/index.ts';
import { inParallel } from '../files/in-parallel.ts';
import { spelledOnDisk } from '../folders/entries.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { readSize } from '../images/decode.ts';
import { lookAtMasks, withEmptiedNote } from '../masks/mask-doubts.ts';
import { folderNames, imageNames, isFolder, requireMasks } from './listing.ts';
import { withLeftOut } from './open.ts';
import { folderReader } from './own-folder/folder.ts';
import { readers } from './table.ts';

export interface Recognised {
  readonly source: Exclude<SourceName, 'sample'>;
  /** In words: `MVTec AD`. */
  readonly layout: string;
  /** The folder of the category, or of the whole set. */
  readonly root: string;
  /** Other categories beside it, this one included; empty where the source has none. */
  readonly categories: readonly string[];
  readonly data: DataSet;
  readonly images: ImageFacts;
}

export interface ImageFacts {
  /** How many were looked at. */
  readonly looked: number;
  /** What is wrong with those that cannot be read, of the first few. */
  readonly broken: readonly string[];
  /** Medians. */
  readonly width: number;
  readonly height: number;
  /** Least and most, as `400 x 300`. */
  readonly smallest: string;
  readonly largest: string;
  /** The aspects differ by less than 5 %. */
  readonly hasOneAspect: boolean;
  readonly isGrey: boolean;
}

/** @throws OutsideError `data-missing`, `data-layout` and what the layout's reader throws */
export async function recognise(folder: string): Promise<Recognised> {
  const root = spelledOnDisk(path.resolve(folder));
  if (!isFolder(root)) {
    throw outside('data-missing', { problem: `there is no folder ${root}`, advice: 'name a folder of images' });
  }
  const here = layoutOf(root);
  if (here) return describe(here, root);
  // A whole data set: its first category stands for all.
  const first = folderNames(root).find((name) => layoutOf(path.join(root, name)) !== undefined);
  const inside = first === undefined ? undefined : layoutOf(path.join(root, first));
  if (first !== undefined && inside) return describe(inside, path.join(root, first));
  return describe({ source: 'folder', layout: ownShape }, root);
}

const ownShape = 'a folder of its own shape';

interface Layout {
  readonly source: Recognised['source'];
  readonly layout: string;
}

/** Published layouts, by what they alone have. */
function layoutOf(root: string): Layout | undefined {
  const has = (...parts: readonly string[]) => imageNames(path.join(root, ...parts)).length > 0;
  if (has('Data', 'Images', 'Normal')) return { source: 'visa', layout: 'VisA' };
  if (folderNames(root).some((name) => /^kos\d+$/.test(name))) return { source: 'kolektor', layout: 'KolektorSDD' };
  if (imageNames(path.join(root, 'train')).some((name) => /_GT\.\w+$/.test(name)))
    return { source: 'kolektor', layout: 'KolektorSDD2' };
  if (has('train', 'ok') && has('test', 'ko')) return { source: 'btad', layout: 'BTAD' };
  const truths = path.join(root, 'ground_truth');
  if (!has('train', 'good') || !isFolder(truths)) return undefined;
  const kinds = folderNames(truths);
  const hasFolders = kinds.some((kind) => folderNames(path.join(truths, kind)).length > 0);
  if (hasFolders) return { source: 'mvtec_loco', layout: 'MVTec LOCO AD' };
  const isComplete = kinds.some((kind) => imageNames(path.join(truths, kind)).length > 0);
  return isComplete ? { source: 'mvtec', layout: 'MVTec AD' } : undefined;
}

async function describe({ source, layout }: Layout, root: string): Promise<Recognised> {
  const [parent, name] = [path.dirname(root), path.basename(root)];
  const opened = withLeftOut(withEmptiedNote(await openAs(source, parent, name)));
  // Masks named otherwise than the authors do: a folder of one's own finds more.
  const isComplete = opened.missingMasks.length === 0 && opened.strayMasks.length === 0;
  if (source === 'mvtec' && !isComplete) return describe({ source: 'folder', layout: ownShape }, root);
  const data = { ...opened, notes: [...opened.notes, ...(await lookAtMasks(opened.test))] };
  requireMasks(data);
  const categories = source === 'folder' ? [] : besides(source, parent);
  return { source, layout, root, categories, data, images: await lookAt([...data.train, ...data.test]) };
}

// What lies beside the folder may be closed to us, and is none of ours.
function besides(source: Exclude<Recognised['source'], 'folder'>, parent: string): readonly string[] {
  try {
    return readers[source].categories?.(parent) ?? [];
  } catch (error) {
    if (error instanceof OutsideError) return [];
    throw error;
  }
}

function openAs(source: Recognised['source'], parent: string, name: string): Promise<DataSet> {
  switch (source) {
    case 'folder':
      return folderReader.open(
        { path: name, normal: [], test: [], masks: [], suffixes: defaultSuffixes, validation: '', test_share: 0.2 },
        parent,
      );
    case 'kolektor':
      return readers.kolektor.open({ folder: name, test_share: 0.2 }, parent);
    case 'visa':
      return readers.visa.open({ category: name, test_share: 0.1 }, parent);
    default:
      return readers[source].open({ category: name }, parent);
  }
}

const defaultSuffixes: readonly string[] = sources.folder.parameters.suffixes.default ?? [];
const mostLooked = 400;

// Evenly over the whole list: cameras change from day to day.
async function lookAt(items: readonly ImageItem[]): Promise<ImageFacts> {
  const every = Math.max(1, items.length / mostLooked);
  const chosen = items.filter((_, i) => Math.floor(i / every) !== Math.floor((i - 1) / every));
  const sizes: { width: number; height: number; isGrey: boolean }[] = [];
  const broken: string[] = [];
  await inParallel(chosen, async (item) => {
    try {
      sizes.push(await readSize(item));
    } catch (error) {
      if (!(error instanceof OutsideError)) throw error;
      broken.push(error.message);
    }
  });
  if (sizes.length === 0) {
    throw outside('image-corrupt', {
      problem: `none of ${chosen.length} images can be read`,
      advice: 'look at them with another program',
    });
  }
  const byArea = sizes.toSorted((a, b) => a.width * a.height - b.width * b.height);
  const aspects = sizes.map(({ width, height }) => width / height).toSorted((a, b) => a - b);
  const [least, most] = [byArea[0], byArea.at(-1)];
  const named = (size: typeof least) => `${size?.width} x ${size?.height}`;
  return {
    looked: chosen.length,
    broken: broken.toSorted().slice(0, 3),
    width: middle(sizes.map(({ width }) => width)),
    height: middle(sizes.map(({ height }) => height)),
    smallest: named(least),
    largest: named(most),
    hasOneAspect: (aspects.at(-1) ?? 1) / (aspects[0] ?? 1) < 1.05,
    isGrey: sizes.every(({ isGrey }) => isGrey),
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
