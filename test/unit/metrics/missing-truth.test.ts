// Defects that nobody has marked: image metrics stay, pixel metrics of their kind and of all images are undefined.
import { expect, test } from 'vitest';
import { computeCurves, computeMetrics } from '../../../src/metrics/metrics.ts';
import type { ScoredImage } from '../../../src/metrics/types.ts';

const map = (...values: readonly number[]) => Uint16Array.from(values);
const image = (defect: string, anomalyMap: Uint16Array, groundTruth: ScoredImage['groundTruth']): ScoredImage => ({
  defect,
  width: 4,
  height: 1,
  anomalyMap,
  groundTruth,
  score: Math.max(...anomalyMap),
});

const good = image('good', map(1, 2, 3, 4), undefined);
const marked = image('hole', map(9, 900, 5, 5), Uint8Array.of(0, 255, 0, 0));
const unmarked = image('dent', map(5, 5, 700, 700), 'missing');
const options = { threshold: 0.005, imageThreshold: 100 };

test('pixel metrics are null, image metrics are not', () => {
  const metrics = computeMetrics([good, marked, unmarked], options);
  const { image_auroc, image_f1, images, defects } = metrics;
  expect({ image_auroc, image_f1, images }).toEqual({ image_auroc: 1, image_f1: 1, images: 3 });
  for (const name of [
    'pixel_auroc',
    'pixel_ap',
    'aupro',
    'aupimo',
    'iou',
    'f1',
    'best_iou',
    'best_f1',
    'best_threshold',
  ] as const) {
    expect(metrics[name], name).toBeNull();
    expect(defects.dent?.[name], name).toBeNull();
  }
  expect(defects.dent).toMatchObject({ images: 1, image_auroc: 1 });
});

test('kinds that are marked keep their own pixel metrics', () => {
  const { defects } = computeMetrics([good, marked, unmarked], options);
  expect(defects.hole).toEqual(computeMetrics([good, marked], options).defects.hole);
  expect(defects.hole?.pixel_auroc).toBe(1);
});

test('there are no pixel curves', () => {
  const curves = computeCurves([good, marked, unmarked]);
  expect([curves.pixel_roc, curves.pixel_precision_recall, curves.pro]).toEqual([null, null, null]);
  expect(curves.image_roc).not.toBeNull();
});
