// Which normal images are held out for the thresholds: the same ones for the same seed and names.
import { outside } from '../../diagnostics/outside-error.ts';
import { namedDraws } from '../../drawn-set/named-draws.ts';
import { shuffled } from '../../drawn-set/shuffle.ts';
import type { ImageItem } from '../images/data-set.ts';

export interface Split {
  readonly train: readonly ImageItem[];
  readonly holdout: readonly ImageItem[];
}

/** `share`: of the images, 0 to 1. @throws OutsideError `holdout-empty` */
export function splitNormal(images: readonly ImageItem[], share: number, seed: number): Split {
  const count = Math.round(images.length * share);
  if ((share > 0 && count === 0) || images.length - count < 2) {
    throw outside('holdout-empty', { share, count: images.length });
  }
  const chosen = new Set(shuffled(images.length, namedDraws(`${seed}/holdout`)).slice(0, count));
  return {
    train: images.filter((_, i) => !chosen.has(i)),
    holdout: images.filter((_, i) => chosen.has(i)),
  };
}

interface BatchSize {
  readonly train: { readonly normal: number; readonly synthetic: number };
}

/** A batch holds different images. @throws OutsideError `batch-too-large` */
export function checkBatch({ train: { normal, synthetic } }: BatchSize, images: readonly ImageItem[]): void {
  const batch = normal + synthetic;
  if (batch > images.length) throw outside('batch-too-large', { batch, count: images.length });
}
