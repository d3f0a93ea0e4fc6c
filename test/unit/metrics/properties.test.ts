// What must hold for any test set, whatever the scores.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PixelRanking } from '../../../src/metrics/figures/ranking.ts';
import { computeMetrics } from '../../../src/metrics/metrics.ts';
import { FloatTally } from '../../../src/metrics/pixels/float-tally.ts';
import { LevelTally } from '../../../src/metrics/pixels/level-tally.ts';
import type { PixelTally } from '../../../src/metrics/pixels/pixel-tally.ts';
import { findRegions } from '../../../src/metrics/pixels/regions.ts';
import type { AnomalyMap, MetricSet, Metrics, MetricsOptions, ScoredImage } from '../../../src/metrics/types.ts';
import { images } from './arbitrary-images.ts';

const options: MetricsOptions = { threshold: 0.5, imageThreshold: 0.5, fprLimit: 0.4, pimoBounds: [0.05, 0.5] };

describe('metrics', () => {
  test('stay as they are when all scores go through one increasing function', () => {
    const bend = (value: number) => Math.exp(3 * value) - 20;
    const bent = (image: ScoredImage) => ({
      ...withMap(image, Float64Array.from(image.anomalyMap, bend)),
      score: bend(image.score),
    });
    check((set) => {
      const changed = computeMetrics(set.map(bent), { ...options, threshold: bend(0.5), imageThreshold: bend(0.5) });
      expectSame(withoutThresholds(changed), withoutThresholds(computeMetrics(set, options)));
    });
  });

  test('do not depend on the order of the images', () => {
    check((set) => expectSame(computeMetrics(set.toReversed(), options), computeMetrics(set, options)));
  });

  test('do not depend on the type of the maps', () => {
    // Eighths of 65535 are no integers: fifteenths of the scale make 8 bits, 16 bits and floats exact.
    const level = (value: number) => Math.round(value * 8) * 17;
    const types: readonly ((map: AnomalyMap) => AnomalyMap)[] = [
      (map) => Uint8Array.from(map, level),
      (map) => Uint16Array.from(map, (value) => level(value) * 257),
      (map) => Float64Array.from(map, (value) => level(value) / 255),
    ];
    check((set) => {
      const results = types.map((type) =>
        computeMetrics(
          set.map((image) => withMap(image, type(image.anomalyMap))),
          { ...options, threshold: 68 / 255 },
        ),
      );
      for (const result of results) expectSame(result, results[0]);
    });
  });

  test('of float32 and float64 maps together equal those of float64 maps', () => {
    check((set) => {
      const narrowed = set.map((image, i) => (i % 2 ? image : withMap(image, Float32Array.from(image.anomalyMap))));
      expectSame(computeMetrics(narrowed, options), computeMetrics(set, options));
    });
  });

  test('of negated maps: AUROC is one minus what it was', () => {
    check((set) => {
      const negated = set.map((image) =>
        withMap(
          image,
          Float64Array.from(image.anomalyMap, (value) => -value),
        ),
      );
      const { pixel_auroc } = computeMetrics(set, options);
      const after = computeMetrics(negated, options).pixel_auroc;
      if (pixel_auroc === null) expect(after).toBeNull();
      else expect(after).toBeCloseTo(1 - pixel_auroc, 12);
    });
  });

  test('of constant maps: AUROC is a half, AP the share of anomalous pixels, AUPRO half its limit', () => {
    check((set) => {
      const flat = set.map((image) => withMap(image, new Float32Array(image.anomalyMap.length).fill(0.7)));
      const { pixel_auroc, pixel_ap, aupro, aupimo } = computeMetrics(flat, options);
      const pixels = set.flatMap(({ groundTruth }) => [...(groundTruth ?? [])]);
      const share = pixels.filter((marked) => marked === 1).length / pixels.length;
      const isDefined = share > 0 && share < 1;
      expect(pixel_auroc).toBe(isDefined ? 0.5 : null);
      expectNear(pixel_ap, isDefined ? share : null);
      expectNear(aupro, isDefined ? 0.2 : null);
      expect(aupimo).toBeNull();
    });
  });

  test('lie between 0 and 1, and the best is at least as good as the fixed threshold', () => {
    check((set) => {
      const { defects, images, ...all } = computeMetrics(set, options);
      expect(images).toBe(set.length);
      for (const value of Object.values(all)) {
        if (value === null) continue;
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
      expect(all.best_iou ?? 0).toBeGreaterThanOrEqual(all.iou ?? 0);
      const atBest = computeMetrics(set, { ...options, threshold: all.best_threshold ?? 0 });
      expectNear(atBest.iou, all.best_iou);
      expectNear(atBest.f1, all.best_f1);
      for (const [kind, best] of Object.entries(defects)) {
        const own = computeMetrics(set, { threshold: best.best_threshold ?? 0 }).defects[kind];
        expectNear(own?.iou ?? null, best.best_iou);
      }
    });
  });
});

test('AUPRO at several limits is what each limit gives alone, of each kind too', () => {
  check((set) => {
    const [first, second, third] = [0.4, 0.05, 1].map((fprLimit) => computeMetrics(set, { fprLimit }));
    const all = computeMetrics(set, { fprLimit: 0.4, furtherFprLimits: [0.05, 1] });
    const figures = (metrics: MetricSet | undefined) => [metrics?.aupro, metrics?.['aupro_0.05'], metrics?.aupro_1];
    expect(figures(all)).toEqual([first?.aupro, second?.aupro, third?.aupro]);
    for (const kind of Object.keys(all.defects))
      expect(figures(all.defects[kind])).toEqual([first, second, third].map((one) => one?.defects[kind]?.aupro));
  });
});

describe('tallies', () => {
  test('of integer maps and of floats, sorted in small blocks, rank alike', () => {
    check((set) => {
      const floats = rank(new FloatTally(5), set);
      const level = (value: number) => Math.round(value * 8) * 17 * 257;
      const integers = rank(
        new LevelTally(),
        set.map((image) => withMap(image, Uint16Array.from(image.anomalyMap, level))),
      );
      expectSame({ ...floats, bestThreshold: null }, { ...integers, bestThreshold: null });
    });
  });
});

test('the score of a group is the threshold that includes it and all before', () => {
  check((set) => {
    const scores = set.flatMap(({ anomalyMap }) => [...anomalyMap]);
    const tally = new FloatTally(3);
    addAll(tally, set);
    let seen = 0;
    const visit = (score: number, normal: number, anomalous: number) => {
      seen += normal + anomalous;
      expect(scores.filter((other) => other >= score)).toHaveLength(seen);
    };
    tally.walk({ visit }, new Map());
    expect(seen).toBe(scores.length);
  });
});

function rank(tally: PixelTally, set: readonly ScoredImage[]) {
  addAll(tally, set);
  const ranking = new PixelRanking(
    tally.totals(['good', 'crack', 'stain']),
    { fprLimit: 0.4, furtherFprLimits: [], pimoBounds: [0.05, 0.5] },
    true,
  );
  tally.walk(ranking, new Map());
  return ranking.result();
}

function addAll(tally: PixelTally, set: readonly ScoredImage[]): void {
  for (const image of set) {
    const truth = image.groundTruth instanceof Uint8Array ? image.groundTruth : new Uint8Array(0);
    tally.add(image, findRegions(truth, image.width, image.height));
  }
}

function check(property: (set: readonly ScoredImage[]) => void): void {
  fc.assert(fc.property(images, property), { numRuns: 100 });
}

function withMap(image: ScoredImage, anomalyMap: AnomalyMap): ScoredImage {
  return { ...image, anomalyMap };
}

function withoutThresholds(metrics: Metrics): Metrics {
  const defects = Object.entries(metrics.defects).map(([kind, set]) => [kind, { ...set, best_threshold: null }]);
  return { ...metrics, best_threshold: null, defects: Object.fromEntries(defects) };
}

function expectNear(actual: number | null, expected: number | null): void {
  if (expected === null) expect(actual).toBeNull();
  else expect(actual).toBeCloseTo(expected, 12);
}

/** Equal but for the order in which numbers were added. */
function expectSame(actual: unknown, expected: unknown): void {
  const rounded = (value: unknown) =>
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Math.round(v * 1e10) / 1e10 + 0 : v));
  expect(rounded(actual)).toBe(rounded(expected));
}
