// KolektorSDD: kosNN/PartN.jpg with PartN_label.bmp. KolektorSDD2: train and test with NNNNN.png and NNNNN_GT.png.
// Every image has a label; it is defective where the label marks something.
// https://www.vicos.si/resources/kolektorsdd/ and https://www.vicos.si/resources/kolektorsdd2/
import path from 'node:path';
import { OutsideError } from '../../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem } from '../data-set.ts';
import { drawShare } from './draw-share.ts';
import { labelByMask } from './label-by-mask.ts';
import { categoryFolder, folderNames, imageItem, imageNames, layoutError, requireMasks, stemOf } from './listing.ts';
import type { SourceReader } from './source-reader.ts';

const title = 'KolektorSDD or KolektorSDD2';
const expected =
  'kos01/Part0.jpg with kos01/Part0_label.bmp, or train/10000.png with train/10000_GT.png and test likewise';

export const kolektorReader: SourceReader<{ readonly folder: string; readonly test_share: number }> = {
  open: ({ folder, test_share: testShare }, dataFolder) => openKolektor(categoryFolder(dataFolder, folder), testShare),
  categories: undefined,
};

async function openKolektor(root: string, testShare: number): Promise<DataSet> {
  const folders = folderNames(root);
  const parts = folders.filter((name) => /^kos\d+$/.test(name));
  if (parts.length > 0) return openFirst(root, parts, testShare);
  if (folders.includes('train') && folders.includes('test')) return openSecond(root);
  throw layoutError(root, 'there are neither kosNN folders nor train and test', title, expected);
}

async function openFirst(root: string, parts: readonly string[], testShare: number): Promise<DataSet> {
  const items = await labelled(
    root,
    parts.flatMap((part) =>
      pairs(path.join(root, part), '_label').map((pair) => ({ ...pair, stem: `${part}_${stemOf(pair.file)}` })),
    ),
  );
  const good = items.filter(({ defect }) => defect === 'good');
  const { drawn, rest } = drawShare(good, testShare, 'kolektor');
  const test = [...drawn, ...items.filter(({ defect }) => defect !== 'good')];
  const notes = [
    `KolektorSDD has no split of its own: ${drawn.length} of ${good.length} good images were drawn to test with`,
  ];
  return { name: root, train: rest, test, validation: [], strayMasks: [], notes };
}

async function openSecond(root: string): Promise<DataSet> {
  const all = await labelled(root, pairs(path.join(root, 'train'), '_GT'));
  const test = await labelled(root, pairs(path.join(root, 'test'), '_GT'));
  const train = all.filter(({ defect }) => defect === 'good');
  const left = all.length - train.length;
  const notes = left > 0 ? [`${left} defective images of train/ are not trained on`] : [];
  return { name: root, train, test, validation: [], strayMasks: [], notes };
}

interface Pair {
  readonly file: string;
  readonly mask: string;
  readonly stem?: string;
}

// Images with their labels; all labels that are missing are told together.
function pairs(folder: string, suffix: string): readonly Pair[] {
  const names = imageNames(folder);
  const masks = new Map(
    names.filter((name) => stemOf(name).endsWith(suffix)).map((name) => [stemOf(name).slice(0, -suffix.length), name]),
  );
  const images = names.filter((name) => !stemOf(name).endsWith(suffix));
  if (images.length === 0)
    throw new OutsideError('data-layout', `there are no images in ${folder}`, `${title} has ${expected}`);
  const found = images.map((name) => ({ name, mask: masks.get(stemOf(name)) }));
  requireMasks(
    found
      .filter(({ mask }) => mask === undefined)
      .map(({ name }) => ({
        image: path.join(folder, name),
        expected: path.join(folder, `${stemOf(name)}${suffix}.png`),
      })),
  );
  return found.flatMap(({ name, mask }) =>
    mask === undefined ? [] : [{ file: path.join(folder, name), mask: path.join(folder, mask) }],
  );
}

function labelled(root: string, found: readonly Pair[]): Promise<readonly ImageItem[]> {
  return labelByMask(
    found.map(({ file, mask, stem }) =>
      imageItem({ root, file, defect: 'defect', masks: [mask], ...(stem === undefined ? {} : { stem }) }),
    ),
  );
}
