// What the accumulator refuses, by name, place and remedy, and what it says where little is known.
import { describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { MetricsAccumulator } from '../../../src/metrics/metrics.ts';
import type { ScoredImage } from '../../../src/metrics/types.ts';

const image: ScoredImage = {
  name: 'crack/003.png',
  defect: 'crack',
  width: 3,
  height: 2,
  anomalyMap: Float32Array.of(0, 0, 0, 1, 1, 1),
  groundTruth: Uint8Array.of(0, 0, 0, 1, 1, 0),
  score: 1,
};

describe('MetricsAccumulator refuses', () => {
  test.each<[string, string, Partial<ScoredImage>, string]>([
    ['a map of another size', 'map-size', { width: 4 }, 'has 6 values, not 4 x 2'],
    ['an empty map', 'map-size', { width: 0, anomalyMap: new Float32Array(0) }, 'has 0 values'],
    ['a mask of another size', 'mask-size', { groundTruth: new Uint8Array(5) }, 'has 5 pixels, the anomaly map 3 x 2'],
    ['NaN', 'score-not-finite', { anomalyMap: Float32Array.of(0, 0, 0, 0, NaN, 0) }, 'NaN at row 1, column 1'],
    ['infinity', 'score-not-finite', { anomalyMap: Float64Array.of(0, 0, -Infinity, 0, 0, 0) }, '-Infinity at row 0'],
    ['an image score that is no number', 'score-not-finite', { score: NaN }, 'the image score is NaN'],
    ['a good image with a defect', 'good-with-defect', { defect: 'good' }, 'marks 2 pixels'],
    ['integer and floating maps together', 'mixed-maps', { anomalyMap: new Uint8Array(6) }, 'is integer'],
  ])('%s', (_name, code, change, message) => {
    const metrics = new MetricsAccumulator();
    metrics.add(image);
    const before = metrics.metrics();
    const error = thrownBy(() => metrics.add({ ...image, ...change }));
    expect(error?.code).toBe(code);
    expect(error?.message).toContain('crack/003.png');
    expect(error?.message).toContain(message);
    expect(error?.hint).not.toBe('');
    expect(metrics.metrics()).toEqual(before);
  });
});

test('a limit out of range is a bug of the caller', () => {
  expect(() => new MetricsAccumulator({ fprLimit: 0 })).toThrow('bug');
  expect(() => new MetricsAccumulator({ fprLimit: 1.5 })).toThrow('bug');
  expect(() => new MetricsAccumulator({ furtherFprLimits: [0.1, 0] })).toThrow('bug');
  expect(() => new MetricsAccumulator({ pimoBounds: [0.1, 0.01] })).toThrow('bug');
});

test('an accumulator keeps nothing of the arrays it was given, and goes on after a result', () => {
  const metrics = new MetricsAccumulator();
  const reused = { ...image, anomalyMap: Float32Array.from(image.anomalyMap) };
  metrics.add(reused);
  reused.anomalyMap.fill(0);
  expect(metrics.metrics().pixel_auroc).toBe(0.875);
  metrics.add({ ...image, defect: 'good', groundTruth: undefined, score: 0 });
  expect(metrics.metrics()).toMatchObject({ images: 2, image_auroc: 1, pixel_auroc: 0.8 });
});

test('without a threshold IoU and F1 are null, the best ones are not', () => {
  const metrics = new MetricsAccumulator();
  metrics.add(image);
  expect(metrics.metrics()).toMatchObject({ iou: null, f1: null, image_f1: null, best_threshold: 1 });
  expect(metrics.metrics().best_iou).toBeCloseTo(2 / 3, 12);
});

test('of two best thresholds the highest is named', () => {
  const metrics = new MetricsAccumulator();
  // From 0.9: 1 of 2 found. From 0.5: both, with 2 wrong ones. Either way an IoU of a half.
  const anomalyMap = Float64Array.of(0.9, 0.5, 0.5, 0.5, 0, 0);
  metrics.add({ ...image, anomalyMap, groundTruth: Uint8Array.of(1, 1, 0, 0, 0, 0) });
  expect(metrics.metrics()).toMatchObject({ best_iou: 0.5, best_threshold: 0.9 });
});

test('no image at all: nothing is defined', () => {
  const { images, defects, ...rest } = new MetricsAccumulator({ threshold: 0.5, imageThreshold: 0.5 }).metrics();
  expect(images).toBe(0);
  expect(defects).toEqual({});
  expect(new Set(Object.values(rest))).toEqual(new Set([null]));
});

function thrownBy(action: () => void): OutsideError | undefined {
  try {
    action();
  } catch (error) {
    if (error instanceof OutsideError) return error;
    throw error;
  }
  return undefined;
}
