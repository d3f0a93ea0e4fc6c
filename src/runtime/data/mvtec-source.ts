// The layout of MVTec AD: train/good, test/KIND, ground_truth/KIND/NAME_mask.png.
// https://www.mvtec.com/company/research/datasets/mvtec-ad
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OutsideError } from '../../diagnostics/outside-error.ts';
import type { DataSet, ImageItem } from './data-set.ts';

export const imageEndings: ReadonlySet<string> = new Set(['.png', '.jpg', '.jpeg', '.bmp', '.tif', '.tiff', '.webp']);

/** Lists a category. @throws OutsideError `data-missing`, `data-layout`, `mask-missing` */
export function openMvtec(dataFolder: string, category: string): DataSet {
  const folder = path.join(dataFolder, category);
  if (!existsSync(folder)) {
    throw new OutsideError(
      'data-missing',
      `there is no folder ${folder}`,
      `name the folder that holds \`${category}\` with \`--data DIR\` or the environment variable ANOSEG_DATA`,
    );
  }
  const train = listImages(path.join(folder, 'train', 'good')).map((file) => item(folder, file, 'good', undefined));
  if (train.length === 0) {
    throw new OutsideError(
      'data-layout',
      `there are no images in ${path.join(folder, 'train', 'good')}`,
      `found ${found(folder)}; the layout of MVTec AD is train/good, test/KIND and ground_truth/KIND`,
    );
  }
  const kinds = subfolders(path.join(folder, 'test'));
  const test = kinds.flatMap((kind) =>
    listImages(path.join(folder, 'test', kind)).map((file) =>
      item(folder, file, kind, kind === 'good' ? undefined : maskOf(folder, kind, file)),
    ),
  );
  return { name: folder, train, test };
}

/** Images of a folder, sorted by name. */
export function listImages(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => imageEndings.has(path.extname(name).toLowerCase()));
  return names.toSorted().map((name) => path.join(folder, name));
}

function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => statSync(path.join(folder, name)).isDirectory())
    .toSorted();
}

function maskOf(folder: string, kind: string, image: string): string {
  const stem = path.parse(image).name;
  const truths = path.join(folder, 'ground_truth', kind);
  const candidates = [`${stem}_mask`, stem].flatMap((name) =>
    [...imageEndings].map((ending) => path.join(truths, name + ending)),
  );
  const mask = candidates.find((file) => existsSync(file));
  if (mask) return mask;
  throw new OutsideError(
    'mask-missing',
    `${image} has no ground truth`,
    `expected ${path.join(truths, `${stem}_mask.png`)}`,
  );
}

function item(folder: string, file: string, defect: string, mask: string | undefined): ImageItem {
  return {
    name: path.relative(folder, file).split(path.sep).join('/'),
    defect,
    read: () => readFile(file),
    readMask: async () => (mask === undefined ? undefined : readFile(mask)),
  };
}

function found(folder: string): string {
  const names = readdirSync(folder).slice(0, 8);
  return names.length === 0 ? 'an empty folder' : names.join(', ');
}
