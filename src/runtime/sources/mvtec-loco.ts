// MVTec LOCO AD: as MVTec AD, with validation/good, and a folder of masks for each image, whose union is the ground
// truth: ground_truth/KIND/NAME/000.png, 001.png. Saturation thresholds (sPRO) are not used.
// https://www.mvtec.com/company/research/datasets/mvtec-loco
import path from 'node:path';
import { imageNames } from './listing.ts';
import type { SourceReader } from './source-reader.ts';
import { categoriesOf, openSplitFolders, type SplitLayout } from './split-folders.ts';

const layout: SplitLayout = {
  title: 'MVTec LOCO AD',
  expected: 'train/good, validation/good, test/good, test/KIND and ground_truth/KIND/NAME/000.png',
  good: 'good',
  masksOf: (truths, stem) => imageNames(path.join(truths, stem)).map((name) => path.join(truths, stem, name)),
  expectedMask: (truths, stem) => path.join(truths, stem, '000.png'),
};

export const mvtecLocoReader: SourceReader<{ readonly category: string }> = {
  open: async ({ category }, dataFolder) => openSplitFolders(dataFolder, category, layout),
  categories: (dataFolder) => categoriesOf(dataFolder, layout.good),
};
