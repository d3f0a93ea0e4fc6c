// What figures say against a result: maps or scores worse than chance, thresholds that no defect reaches. Each in a
// sentence with the likely reasons, so that nobody takes such a run for a working one.
import type { MetricSet, Metrics } from '../types.ts';

export interface Limits {
  readonly threshold: number | null;
  readonly image_threshold: number | null;
}

/** Sentences without an end mark, as a part of metrics.json: nothing where nothing speaks against the result. */
export function doubtsOf(metrics: Metrics, limits: Limits): { readonly doubts?: readonly string[] } {
  const doubts = [
    ...chance('maps are', 'pixel AUROC', metrics.pixel_auroc, 'normal pixels have higher values than defects'),
    ...chance(
      'image scores are',
      'image AUROC',
      metrics.image_auroc,
      'normal images have higher scores than defective',
    ),
    ...unreachedByPixels(metrics, limits.threshold),
    ...(metrics.image_f1 === 0 && limits.image_threshold !== null
      ? [
          `no defective image has a score at the image threshold ${told(limits.image_threshold)} or above: image F1 is 0`,
        ]
      : []),
  ];
  return doubts.length === 0 ? {} : { doubts };
}

function chance(what: string, name: string, value: number | null, meaning: string): readonly string[] {
  if (value === null || value > 0.5) return [];
  if (value === 0.5) return [`the ${what} no better than chance: ${name} is 0.5, as where all values are the same`];
  return [
    `the ${what} worse than chance: ${name} ${told(value)} is below 0.5, ${meaning}; is the map inverted (high where all is well), or has it learnt nothing (too few steps, losses that do not fall)?`,
  ];
}

function unreachedByPixels(metrics: Metrics, threshold: number | null): readonly string[] {
  if (threshold === null) return [];
  if (metrics.iou === 0)
    return [
      `IoU is 0: no pixel of a defect is at the threshold ${told(threshold)} or above${whyNone(metrics, threshold)}`,
    ];
  const missed = Object.entries(metrics.defects).flatMap(([kind, { iou }]) => (iou === 0 ? [kind] : []));
  return missed.length === 0
    ? []
    : [`at the threshold ${told(threshold)} nothing is found of ${missed.join(', ')}: IoU is 0`];
}

// The best threshold looks at test labels: it explains, and is no setting to take over.
function whyNone({ best_iou: best, best_threshold: at }: MetricSet, threshold: number): string {
  if (best === null || at === null || at >= threshold) return '; has the map learnt nothing?';
  return `; it lies above all values of defects: at ${told(at)} IoU would be ${told(best)}, by the labels of the test`;
}

const told = (value: number): string => value.toFixed(4);
