// Curves are short, end where they must, and enclose the area that the metrics say.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ThinnedCurve } from '../../../src/metrics/figures/thinned-curve.ts';
import { computeCurves, computeMetrics } from '../../../src/metrics/metrics.ts';
import { images } from './arbitrary-images.ts';
import { type ImageRecipe, makeImage, noise } from './recipes.ts';

const size = { width: 150, height: 120, score: 0.5, type: 'float32' as const };
const recipes: readonly ImageRecipe[] = [
  { ...size, defect: 'good', seed: 1, score: 0.2 },
  { ...size, defect: 'good', seed: 2 },
  { ...size, defect: 'hole', seed: 3, lift: 0.3, rectangles: [[20, 30, 40, 20]], score: 0.7 },
  {
    ...size,
    defect: 'hole',
    seed: 4,
    lift: 0.5,
    rectangles: [
      [90, 30, 30, 50],
      [3, 3, 5, 5],
    ],
  },
];
const sets = {
  float32: recipes.map((recipe) => makeImage(recipe)),
  '16 bits': recipes.map((recipe) => makeImage({ ...recipe, type: 'uint16' })),
};

describe.each(Object.entries(sets))('curves of %s maps', (_name, set) => {
  const { pixel_roc, pixel_precision_recall, pro, image_roc } = computeCurves(set);
  const metrics = computeMetrics(set);

  test('have at most 1,001 points, each with its threshold', () => {
    for (const curve of [pixel_roc, pixel_precision_recall, pro]) {
      const lengths = Object.values(curve ?? {}).map((column) => column.length);
      expect(lengths).toEqual([lengths[0], lengths[0], lengths[0]]);
      expect(lengths[0]).toBeGreaterThan(300);
      expect(lengths[0]).toBeLessThanOrEqual(1001);
      expect(curve?.threshold.indexOf(null)).toBe(0);
      expectFalling(curve?.threshold.slice(1) ?? []);
    }
  });

  test('ROC goes from (0, 0) to (1, 1) over the area of AUROC', () => {
    expect([pixel_roc?.fpr[0], pixel_roc?.tpr[0]]).toEqual([0, 0]);
    expect([pixel_roc?.fpr.at(-1), pixel_roc?.tpr.at(-1)]).toEqual([1, 1]);
    expect(area(pixel_roc?.fpr, pixel_roc?.tpr)).toBeCloseTo(metrics.pixel_auroc ?? NaN, 3);
    expect(area(image_roc?.fpr, image_roc?.tpr)).toBeCloseTo(metrics.image_auroc ?? NaN, 12);
  });

  test('PRO ends at the limit, over the area of AUPRO', () => {
    expect(pro?.fpr.at(-1)).toBe(0.3);
    expect(area(pro?.fpr, pro?.pro) / 0.3).toBeCloseTo(metrics.aupro ?? NaN, 3);
  });

  test('precision and recall enclose about the average precision', () => {
    expect([pixel_precision_recall?.recall[0], pixel_precision_recall?.recall.at(-1)]).toEqual([0, 1]);
    const enclosed = area(pixel_precision_recall?.recall, pixel_precision_recall?.precision);
    expect(Math.abs(enclosed - (metrics.pixel_ap ?? NaN))).toBeLessThan(0.005);
  });
});

describe('curves of small sets, where nothing is thinned', () => {
  test('enclose exactly AUROC and AUPRO', () => {
    fc.assert(
      fc.property(images, (set) => {
        const { pixel_roc, pro } = computeCurves(set, { fprLimit: 0.37 });
        const { pixel_auroc, aupro } = computeMetrics(set, { fprLimit: 0.37 });
        expect(area(pixel_roc?.fpr, pixel_roc?.tpr)).toBeCloseTo(pixel_auroc ?? 0, 12);
        expect(area(pro?.fpr, pro?.pro) / 0.37).toBeCloseTo(aupro ?? 0, 12);
      }),
    );
  });

  test('have at each threshold the rates of calling everything anomalous from there', () => {
    fc.assert(
      fc.property(images, (set) => {
        const { pixel_roc } = computeCurves(set);
        const pixels = set.flatMap(({ anomalyMap, groundTruth }) =>
          Array.from(anomalyMap, (score, i) => ({ score, isAnomalous: groundTruth?.[i] === 1 })),
        );
        const rate = (isAnomalous: boolean, threshold: number) => {
          const all = pixels.filter((pixel) => pixel.isAnomalous === isAnomalous);
          return all.filter(({ score }) => score >= threshold).length / all.length;
        };
        pixel_roc?.threshold.forEach((threshold, i) => {
          expect(pixel_roc.fpr[i]).toBeCloseTo(rate(false, threshold ?? Infinity), 12);
          expect(pixel_roc.tpr[i]).toBeCloseTo(rate(true, threshold ?? Infinity), 12);
        });
      }),
    );
  });
});

test('curves without two classes are null', () => {
  const good = sets.float32.slice(0, 2);
  const nothing = {
    pixel_roc: null,
    pixel_precision_recall: null,
    pro: null,
    image_roc: null,
    image_precision_recall: null,
  };
  expect(computeCurves(good)).toEqual(nothing);
  expect(computeCurves([])).toEqual(nothing);
});

test('a curve that never settles stays short and close to all its points', () => {
  const curve = new ThinnedCurve(0);
  const points = Array.from({ length: 50_000 }, (_, i) => ({ x: i / 50_000, y: 0.5 + (noise(i, 1, 1) - 0.5) / 100 }));
  for (const { x, y } of points) curve.add(x, y, 0);
  const { x, y } = curve.columns();
  expect(x.length).toBeLessThanOrEqual(1001);
  expect([x.at(-1), y.at(-1)]).toEqual([points.at(-1)?.x, points.at(-1)?.y]);
});

function area(x: readonly number[] = [], y: readonly number[] = []): number {
  return x.reduce((sum, end, i) => {
    if (i === 0) return 0;
    return sum + ((end - (x[i - 1] ?? 0)) * ((y[i] ?? 0) + (y[i - 1] ?? 0))) / 2;
  }, 0);
}

function expectFalling(thresholds: readonly (number | null)[]): void {
  expect(thresholds).toEqual(thresholds.toSorted((a, b) => (b ?? 0) - (a ?? 0)));
}
