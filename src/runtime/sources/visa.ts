// VisA: CATEGORY/Data/Images/{Normal,Anomaly} and Data/Masks/Anomaly, with split_csv/1cls.csv beside the categories.
// The reorganised folders that the authors' script writes (train/good, test/bad, ground_truth/bad) are read too.
// https://github.com/amazon-science/spot-diff
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem } from '../images/data-set.ts';
import { drawShare } from './draw-share.ts';
import { categoryFolder, folderNames, imageItem, imageNames, isFolder, layoutError, stemOf } from './listing.ts';
import type { SourceReader } from './source-reader.ts';
import { maskBeside, openSplitFolders, type SplitLayout } from './split-folders.ts';

const title = 'VisA';
const expected =
  'CATEGORY/Data/Images/Normal, Data/Images/Anomaly, Data/Masks/Anomaly, and split_csv/1cls.csv beside the categories';

const reorganised: SplitLayout = {
  title,
  expected,
  good: 'good',
  masksOf: maskBeside,
  expectedMask: (truths, stem) => path.join(truths, `${stem}.png`),
};

export const visaReader: SourceReader<{ readonly category: string; readonly test_share: number }> = {
  open: async ({ category, test_share: testShare }, dataFolder) => openVisa(dataFolder, category, testShare),
  categories: (dataFolder) =>
    folderNames(dataFolder).filter(
      (name) =>
        isFolder(path.join(dataFolder, name, 'Data', 'Images', 'Normal')) ||
        imageNames(path.join(dataFolder, name, 'train', 'good')).length > 0,
    ),
};

function openVisa(dataFolder: string, category: string, testShare: number): DataSet {
  const root = categoryFolder(dataFolder, category);
  if (!isFolder(path.join(root, 'Data', 'Images'))) {
    if (isFolder(path.join(root, 'train', 'good'))) return openSplitFolders(dataFolder, category, reorganised);
    throw layoutError(root, 'there is no Data/Images', title, expected);
  }
  const split = path.join(dataFolder, 'split_csv', '1cls.csv');
  const isSplit = statSync(split, { throwIfNoEntry: false })?.isFile() === true;
  return isSplit ? bySplit(dataFolder, category, split) : byFolders(root, category, testShare);
}

interface Row {
  readonly split: string;
  readonly label: string;
  readonly image: string;
  readonly mask: string;
}

function bySplit(root: string, category: string, split: string): DataSet {
  const rows = readRows(split).filter(({ object }) => object === category);
  const absent = rows
    .flatMap(({ image, mask }) => [image, mask])
    .filter((name) => name !== '' && !existsSync(path.join(root, name)));
  if (rows.length === 0 || absent.length > 0) {
    throw outside('data-layout', {
      problem:
        rows.length === 0
          ? `${split} names no images of ${category}`
          : `${split} names ${absent.length} files that are not there: ${absent.slice(0, 5).join(', ')}`,
      advice: 'unpack VisA once more, or delete the split file to draw a split of your own',
    });
  }
  const items = (rows: readonly Row[]) =>
    rows.map((row) => visaItem(root, row)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return {
    name: path.join(root, category),
    train: items(rows.filter((row) => row.split === 'train' && row.label === 'normal')),
    test: items(rows.filter((row) => row.split === 'test')),
    validation: [],
    strayMasks: [],
    missingMasks: [],
    notes: [],
  };
}

function visaItem(root: string, { label, image, mask }: Row): ImageItem {
  const isGood = label === 'normal';
  return imageItem({
    root,
    file: path.join(root, image),
    defect: isGood ? 'good' : 'anomaly',
    masks: isGood || mask === '' ? undefined : [path.join(root, mask)],
  });
}

function readRows(file: string): readonly (Row & { readonly object: string })[] {
  const [header = '', ...lines] = readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/);
  const columns = header.split(',').map((name) => name.trim());
  const at = (name: string) => columns.indexOf(name);
  const [object, split, label, image, mask] = ['object', 'split', 'label', 'image', 'mask'].map(at);
  const known = [object, split, label, image, mask].every((index) => index !== undefined && index >= 0);
  if (!known)
    throw outside('data-layout', {
      problem: `${file} has the columns ${columns.join(', ')}`,
      advice: 'it should have object, split, label, image and mask',
    });
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const cells = line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
      const cell = (index: number | undefined) => cells[index ?? -1] ?? '';
      return { object: cell(object), split: cell(split), label: cell(label), image: cell(image), mask: cell(mask) };
    });
}

// Without the published split: the good test images are drawn by name.
function byFolders(root: string, category: string, testShare: number): DataSet {
  const images = (kind: string) =>
    imageNames(path.join(root, 'Data', 'Images', kind)).map((name) => path.join(root, 'Data', 'Images', kind, name));
  const normal = images('Normal').map((file) => imageItem({ root, file, defect: 'good' }));
  if (normal.length === 0) throw layoutError(root, 'there are no images in Data/Images/Normal', title, expected);
  const truths = path.join(root, 'Data', 'Masks', 'Anomaly');
  const anomalies = images('Anomaly').map((file) => ({ file, masks: maskBeside(truths, stemOf(file)) }));
  const missingMasks = anomalies
    .filter(({ masks }) => masks.length === 0)
    .map(({ file }) => ({ image: file, expected: path.join(truths, `${stemOf(file)}.png`) }));
  const { drawn, rest } = drawShare(normal, testShare, `visa/${category}`);
  return {
    name: root,
    train: rest,
    test: [...drawn, ...anomalies.map(({ file, masks }) => imageItem({ root, file, defect: 'anomaly', masks }))],
    validation: [],
    strayMasks: [],
    missingMasks,
    notes: [`there is no split_csv/1cls.csv: ${drawn.length} of ${normal.length} good images were drawn to test with`],
  };
}
