// What speaks against a result, from maps whose figures are plain to see.
import { expect, test } from 'vitest';
import { doubtsOf } from '../../../src/metrics/figures/doubts.ts';
import { MetricsAccumulator } from '../../../src/metrics/metrics.ts';
import { GOOD } from '../../../src/metrics/types.ts';

interface Limits {
  readonly threshold: number;
  readonly imageThreshold: number;
}

/** Two good images and two defects of four pixels each, one of them defective; `at`: their values. */
function doubtsWith(defect: number, normal: number, { threshold, imageThreshold }: Limits): readonly string[] {
  const accumulator = new MetricsAccumulator({ threshold, imageThreshold });
  for (const kind of [GOOD, GOOD, 'hole', 'scratch']) {
    const isGood = kind === GOOD;
    const anomalyMap = Float32Array.of(isGood ? normal : defect, normal, normal, normal);
    accumulator.add({
      defect: kind,
      width: 2,
      height: 2,
      anomalyMap,
      groundTruth: isGood ? undefined : Uint8Array.of(1, 0, 0, 0),
      score: isGood ? normal : defect,
    });
  }
  return doubtsOf(accumulator.metrics(), { threshold, image_threshold: imageThreshold }).doubts ?? [];
}

test('of maps that find the defects nothing is said', () => {
  expect(doubtsWith(0.9, 0.1, { threshold: 0.5, imageThreshold: 0.5 })).toEqual([]);
});

test('maps turned round are worse than chance, pixels and images', () => {
  const [pixels, images, iou] = doubtsWith(0.1, 0.9, { threshold: 0.5, imageThreshold: 0.05 });
  expect(pixels).toMatch(
    /^the maps are worse than chance: pixel AUROC 0\.0000 is below 0\.5.*inverted.*learnt nothing/,
  );
  expect(images).toMatch(/^the image scores are worse than chance: image AUROC 0\.0000/);
  expect(iou).toMatch(/^IoU is 0: no pixel of a defect is at the threshold 0\.5000 or above; it lies above all/);
});

test('maps of one value are no better than chance', () => {
  const doubts = doubtsWith(0.25, 0.25, { threshold: 0.5, imageThreshold: 0.1 });
  expect(doubts[0]).toBe('the maps are no better than chance: pixel AUROC is 0.5, as where all values are the same');
});

test('a threshold above all values is named, with where the defects lie', () => {
  expect(doubtsWith(0.4, 0.1, { threshold: 0.5, imageThreshold: 0.5 })).toEqual([
    'IoU is 0: no pixel of a defect is at the threshold 0.5000 or above; it lies above all values of defects: at 0.4000 IoU would be 1.0000, by the labels of the test',
    'no defective image has a score at the image threshold 0.5000 or above: image F1 is 0',
  ]);
});

test('a kind of which nothing is found is named', () => {
  const set = { images: 1, image_auroc: 1, image_ap: 1, image_f1: 1, pixel_auroc: 1, pixel_ap: 1, aupro: 1 };
  const rest = { aupimo: null, f1: 0.5, best_iou: 1, best_f1: 1, best_threshold: 0.4 };
  const defects = { hole: { ...set, ...rest, iou: 0 }, scratch: { ...set, ...rest, iou: 0.5 } };
  expect(doubtsOf({ ...set, ...rest, iou: 0.4, defects }, { threshold: 0.5, image_threshold: null }).doubts).toEqual([
    'at the threshold 0.5000 nothing is found of hole: IoU is 0',
  ]);
});

test('what is undefined is no doubt', () => {
  expect(doubtsOf(new MetricsAccumulator({}).metrics(), { threshold: null, image_threshold: null })).toEqual({});
});
