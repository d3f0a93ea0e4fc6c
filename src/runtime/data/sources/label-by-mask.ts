// Labels images by what their masks mark: for data whose folders do not say which images are good.
import type { ImageItem } from '../data-set.ts';
import { readGroundTruth } from '../ground-truth.ts';
import { inParallel } from '../in-parallel.ts';

/**
 * Items without a mark in their masks become good ones. A mask that cannot be read leaves its image defective: the
 * check of all files before training tells of it.
 */
export async function labelByMask(items: readonly ImageItem[]): Promise<readonly ImageItem[]> {
  const labelled = [...items];
  await inParallel(items, async (item, i) => {
    if (item.masks.length === 0 || !(await isEmpty(item))) return;
    labelled[i] = { ...item, defect: 'good', masks: [], hasGroundTruth: true };
  });
  return labelled;
}

async function isEmpty(item: ImageItem): Promise<boolean> {
  try {
    const truth = await readGroundTruth(item);
    return truth?.data.every((value) => value === 0) ?? true;
  } catch {
    // Told later, together with all other files that cannot be read.
    return false;
  }
}
