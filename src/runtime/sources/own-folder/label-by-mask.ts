// Labels images by what their masks mark: for data whose folders do not say which images are good.

import { inParallel } from '../../files/in-parallel.ts';
import type { ImageItem } from '../../images/data-set.ts';
import { type Mask, readGroundTruth } from '../../masks/ground-truth.ts';
import { imageItem } from '../listing.ts';

/**
 * Items without a mark in their masks become good ones. A mask that cannot be read leaves its image defective: the
 * check of all files before training tells of it.
 */
export async function labelByMask(items: readonly ImageItem[]): Promise<readonly ImageItem[]> {
  const labelled = [...items];
  await inParallel(items, async (item, i) => {
    const truth = item.masks.length === 0 ? undefined : await readTruth(item);
    if (truth === undefined || truth.data.includes(255)) return;
    labelled[i] = { ...item, defect: 'good', masks: [], hasGroundTruth: true, emptyMask: truth.lookedAt };
  });
  return labelled;
}

/** Whether two masks mark the same pixels; what cannot be read does not. */
export async function markAlike(root: string, masks: readonly { readonly file: string }[]): Promise<boolean> {
  const truths = await Promise.all(
    masks.map(({ file }) => readTruth(imageItem({ root, file, defect: 'defect', masks: [file] }))),
  );
  const [one, other] = truths;
  return one !== undefined && other !== undefined && Buffer.compare(one.data, other.data) === 0;
}

async function readTruth(item: ImageItem): Promise<Mask | undefined> {
  try {
    return await readGroundTruth(item);
  } catch {
    // Told later, together with all other files that cannot be read.
    return undefined;
  }
}
