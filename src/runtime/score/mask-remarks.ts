// What is to be said of the masks that maps are scored against.
import { GOOD } from '../../metrics/types.ts';
import type { ImageItem } from '../images/data-set.ts';
import type { Mask } from '../masks/ground-truth.ts';
import { describeDoubts, describeEmptied, doubtOf, type MaskDoubt } from '../masks/mask-doubts.ts';
import type { FoundMap } from './find-maps.ts';

export interface MaskRemarks {
  /** `defect`: what the map is counted as. */
  add(item: FoundMap, defect: string, mask: Mask | undefined): void;
  /** A sentence each. */
  list(): readonly string[];
}

export function openMaskRemarks(): MaskRemarks {
  const doubts: MaskDoubt[] = [];
  const emptied: Pick<ImageItem, 'name' | 'emptyMask'>[] = [];
  return {
    add(item, defect, mask) {
      if (mask === undefined) return;
      if (defect === GOOD) {
        // Below a folder of good ones an empty mask is what is expected.
        if (item.kind === undefined) emptied.push({ name: item.name, emptyMask: mask.lookedAt });
        return;
      }
      const doubt = doubtOf(item, mask);
      if (doubt) doubts.push(doubt);
    },
    list: () => [...describeDoubts(doubts).map(({ message }) => message), ...[describeEmptied(emptied) ?? []].flat()],
  };
}
