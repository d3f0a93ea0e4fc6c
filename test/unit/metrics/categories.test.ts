// Figures of several categories: those of each alone, and their mean.
import { expect, test } from 'vitest';
import { CategoryMetrics, kindIn } from '../../../src/metrics/categories.ts';
import { computeMetrics } from '../../../src/metrics/metrics.ts';
import type { ScoredImage } from '../../../src/metrics/types.ts';

const image = (defect: string, levels: readonly number[], truth?: readonly number[]): ScoredImage => ({
  defect,
  width: 2,
  height: 2,
  anomalyMap: Uint16Array.from(levels),
  groundTruth: truth && Uint8Array.from(truth),
  score: Math.max(...levels) / 65535,
});
const bottle = [image('good', [1, 2, 3, 4]), image('hole', [9, 8, 1, 0], [1, 0, 0, 0])];
const cable = [image('good', [1, 2, 60, 4]), image('good', [0, 0, 0, 0]), image('cut', [9, 50, 1, 0], [0, 1, 0, 1])];
const settings = { threshold: 8 / 65535, imageThreshold: 20 / 65535 };

function figuresOf(sets: Readonly<Record<string, readonly ScoredImage[]>>) {
  const all = new CategoryMetrics(settings);
  for (const [name, images] of Object.entries(sets)) for (const one of images) all.add(name, one);
  return all.figures();
}

test('each category has the figures of its images alone, and the mean weighs them alike', () => {
  const { categories, mean } = figuresOf({ bottle, cable });
  const [one, other] = [computeMetrics(bottle, settings), computeMetrics(cable, settings)];
  expect(categories).toEqual({ bottle: one, cable: other });
  for (const key of ['pixel_auroc', 'pixel_ap', 'image_auroc', 'iou', 'f1', 'best_iou'] as const)
    expect(mean?.[key]).toBeCloseTo(((one[key] ?? Number.NaN) + (other[key] ?? Number.NaN)) / 2, 12);
  expect(Object.keys(mean ?? {})).not.toContain('images');
});

test('what is undefined for one category has no mean', () => {
  const { mean } = figuresOf({ bottle, cable: cable.slice(0, 2) });
  expect(mean).toMatchObject({ pixel_auroc: null, image_auroc: null });
});

test('without categories there is nothing', () => {
  expect(figuresOf({})).toEqual({});
});

test('a kind of defect is told with its category, what is good is of one kind', () => {
  expect([kindIn('bottle', 'hole'), kindIn('bottle', 'good'), kindIn(undefined, 'hole')]).toEqual([
    'bottle/hole',
    'good',
    'hole',
  ]);
});
