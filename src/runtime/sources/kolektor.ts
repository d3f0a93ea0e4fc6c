// KolektorSDD: kosNN/PartN.jpg with PartN_label.bmp. KolektorSDD2: train and test with NNNNN.png and NNNNN_GT.png.
// Every image has a label; it is defective where the label marks something.
// https://www.vicos.si/resources/kolektorsdd/ and https://www.vicos.si/resources/kolektorsdd2/
import path from 'node:path';
import { outside } from '../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem, MissingMask } from '../images/data-set.ts';
import { drawShare } from './draw-share.ts';
import { categoryFolder, folderNames, imageItem, imageNames, layoutError, stemOf } from './listing.ts';
import { labelByMask } from './own-folder/label-by-mask.ts';
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
  const found = parts.flatMap((part) =>
    pairs(path.join(root, part), '_label').map((pair) => ({ ...pair, stem: `${part}_${stemOf(pair.file)}` })),
  );
  const items = await labelled(root, found);
  const good = items.filter(({ defect }) => defect === 'good');
  const { drawn, rest } = drawShare(good, testShare, 'kolektor');
  const test = [...drawn, ...items.filter(({ defect }) => defect !== 'good')];
  const notes = [
    `KolektorSDD has no split of its own: ${drawn.length} of ${good.length} good images were drawn to test with`,
  ];
  return { name: root, train: rest, test, validation: [], strayMasks: [], missingMasks: withoutMask(found), notes };
}

async function openSecond(root: string): Promise<DataSet> {
  const [trained, tested] = [pairs(path.join(root, 'train'), '_GT'), pairs(path.join(root, 'test'), '_GT')];
  const [all, test] = [await labelled(root, trained), await labelled(root, tested)];
  const missingMasks = withoutMask([...trained, ...tested]);
  const train = all.filter(({ defect }) => defect === 'good');
  const left = all.length - train.length;
  const notes = left > 0 ? [`${left} defective images of train/ are not trained on`] : [];
  return { name: root, train, test, validation: [], strayMasks: [], missingMasks, notes };
}

// The published archive of KolektorSDD2 has an image and its label twice: `10301 (copy).png`, `10301_GT (copy).png`.
const copied = ' (copy)';

interface Pair {
  readonly file: string;
  /** Undefined where there is none; `expected` says where it would lie. */
  readonly mask: string | undefined;
  readonly expected: string;
  readonly stem?: string;
}

// Images with their labels.
function pairs(folder: string, suffix: string): readonly Pair[] {
  const names = imageNames(folder).filter((name) => !stemOf(name).endsWith(copied));
  const masks = new Map(
    names.filter((name) => stemOf(name).endsWith(suffix)).map((name) => [stemOf(name).slice(0, -suffix.length), name]),
  );
  const images = names.filter((name) => !stemOf(name).endsWith(suffix));
  if (images.length === 0)
    throw outside('data-layout', { problem: `there are no images in ${folder}`, advice: `${title} has ${expected}` });
  return images.map((name) => {
    const mask = masks.get(stemOf(name));
    return {
      file: path.join(folder, name),
      mask: mask === undefined ? undefined : path.join(folder, mask),
      expected: path.join(folder, `${stemOf(name)}${suffix}.png`),
    };
  });
}

function withoutMask(found: readonly Pair[]): readonly MissingMask[] {
  return found.filter(({ mask }) => mask === undefined).map(({ file, expected }) => ({ image: file, expected }));
}

// Every image has a label, most of them empty: nothing to tell.
async function labelled(root: string, found: readonly Pair[]): Promise<readonly ImageItem[]> {
  const items = await labelByMask(
    found.map(({ file, mask, stem }) =>
      imageItem({
        root,
        file,
        defect: 'defect',
        masks: mask === undefined ? undefined : [mask],
        ...(stem === undefined ? {} : { stem }),
      }),
    ),
  );
  return items.map(({ emptyMask: _, ...item }) => item);
}
