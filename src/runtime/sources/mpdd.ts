// MPDD, metal parts: the layout of MVTec AD.
// https://github.com/stepanje/MPDD
import path from 'node:path';
import type { SourceReader } from './source-reader.ts';
import { categoriesOf, maskBeside, openSplitFolders, type SplitLayout } from './split-folders.ts';

const layout: SplitLayout = {
  title: 'MPDD',
  expected: 'train/good, test/good, test/KIND and ground_truth/KIND/NAME_mask.png',
  good: 'good',
  masksOf: maskBeside,
  expectedMask: (truths, stem) => path.join(truths, `${stem}_mask.png`),
};

export const mpddReader: SourceReader<{ readonly category: string }> = {
  open: async ({ category }, dataFolder) => openSplitFolders(dataFolder, category, layout),
  categories: (dataFolder) => categoriesOf(dataFolder, layout.good),
};
