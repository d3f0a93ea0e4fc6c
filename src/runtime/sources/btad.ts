// BTAD (beanTech): train/ok, test/ok, test/ko, ground_truth/ko/NAME.png or .bmp; images are BMP and PNG.
// http://avires.dimi.uniud.it/papers/btad/btad.zip
import path from 'node:path';
import type { SourceReader } from './source-reader.ts';
import { categoriesOf, maskBeside, openSplitFolders, type SplitLayout } from './split-folders.ts';

const layout: SplitLayout = {
  title: 'BTAD',
  expected: 'train/ok, test/ok, test/ko and ground_truth/ko/NAME.png (or .bmp)',
  good: 'ok',
  masksOf: maskBeside,
  expectedMask: (truths, stem) => path.join(truths, `${stem}.png`),
};

export const btadReader: SourceReader<{ readonly category: string }> = {
  open: async ({ category }, dataFolder) => openSplitFolders(dataFolder, category, layout),
  categories: (dataFolder) => categoriesOf(dataFolder, layout.good),
};
