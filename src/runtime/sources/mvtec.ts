// MVTec AD: train/good, test/KIND, ground_truth/KIND/NAME_mask.png.
// https://www.mvtec.com/company/research/datasets/mvtec-ad
import path from 'node:path';
import type { SourceReader } from './source-reader.ts';
import { categoriesOf, maskBeside, openSplitFolders, type SplitLayout } from './split-folders.ts';

const layout: SplitLayout = {
  title: 'MVTec AD',
  expected: 'train/good, test/good, test/KIND and ground_truth/KIND/NAME_mask.png',
  good: 'good',
  masksOf: maskBeside,
  expectedMask: (truths, stem) => path.join(truths, `${stem}_mask.png`),
};

export const mvtecReader: SourceReader<{ readonly category: string }> = {
  open: async ({ category }, dataFolder) => openSplitFolders(dataFolder, category, layout),
  categories: (dataFolder) => categoriesOf(dataFolder, layout.good),
};
