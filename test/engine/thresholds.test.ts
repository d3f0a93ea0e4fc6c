// Thresholds found without test labels: each rule on images whose maps are known, since the model here is their red channel.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkThresholdData, findThresholds } from '../../src/runtime/evaluation/threshold.ts';
import type { DataSet, ImageItem } from '../../src/runtime/images/data-set.ts';
import { frameOf } from '../../src/runtime/images/decode.ts';
import type { Thresholds } from '../../src/runtime/record/thresholds.ts';
import type { Session } from '../../src/runtime/session/session.ts';
import { openDataSet } from '../../src/runtime/sources/open.ts';
import { openBinding } from '../binding.ts';
import { checkText } from '../pipelines.ts';
import { type Content, png, tree } from '../unit/data/tree.ts';

const side = 32;
const area = side * side;
const binding = openBinding();

/** Map: red / 255; score: its highest pixel. */
const redChannel: Session = {
  run: (feeds) => {
    const image = Object.values(feeds)[0]?.data;
    const map = Float32Array.from({ length: area }, (_, i) => Number(image?.[3 * i]) / 255);
    return [
      { shape: [1, side, side, 1], data: map },
      { shape: [1], data: Float32Array.of(Math.max(...map)) },
    ];
  },
  dispose: () => undefined,
};

interface Asked {
  readonly threshold: string;
  readonly imageThreshold: string;
  readonly augment?: string;
}

function modelOf({ threshold, imageThreshold, augment }: Asked) {
  const text = readFileSync('pipelines/quickstart.anoseg', 'utf8')
    .replace('sample("weave")', 'folder("set")')
    .replace(
      'threshold = quantile(map, 99.9%) on holdout',
      `threshold = ${threshold}\n  image_threshold = ${imageThreshold}`,
    )
    .replace(/augment \{[\s\S]*?\n\}/, (own) => (augment === undefined ? own : `augment {\n${augment}\n}`));
  const { model, diagnostics } = checkText(text, { size: String(side), width: '8' });
  const errors = diagnostics.filter(({ severity }) => severity === 'error').map(({ summary }) => summary);
  if (model === undefined || errors.length > 0) throw new Error(errors.join('\n'));
  return model;
}

async function found(
  asked: Asked,
  files: Readonly<Record<string, Content>>,
  holdout = (data: DataSet): readonly ImageItem[] => data.train,
): Promise<Thresholds> {
  const model = modelOf(asked);
  const dataFolder = await tree(files);
  const data = await openDataSet(model.data, dataFolder);
  checkThresholdData(model, data.validation);
  const seen: number[] = [];
  const thresholds = await findThresholds({
    binding,
    session: redChannel,
    model,
    frame: frameOf(model.data),
    holdout: holdout(data),
    validation: data.validation,
    dataFolder,
    progress: (done, total) => seen.push(done / total),
  });
  // Every image is told, and the last one is the end.
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  expect(seen.at(-1) ?? 1).toBe(1);
  return thresholds;
}

const grey = (level: (pixel: number) => number) =>
  png(
    Uint8Array.from({ length: 3 * area }, (_, i) => level(Math.floor(i / 3))),
    side,
    side,
    3,
  );
const noise =
  (seed: number, limit = 256) =>
  (pixel: number) =>
    (Math.imul(pixel + 7 * seed + 1, 2654435761) >>> 8) % limit;
const noisy = (limit = 256) =>
  Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`set/good/${i}.png`, grey(noise(i, limit))]));
const allPixels = Array.from({ length: 5 }, (_, i) =>
  Array.from({ length: area }, (__, pixel) => noise(i)(pixel) / 255),
);

describe('on held-out normal images', () => {
  test('a quantile of their pixels, and one of their scores', async () => {
    const asked = { threshold: 'quantile(map, 99%) on holdout', imageThreshold: 'quantile(map, 50%) on holdout' };
    const thresholds = await found(asked, noisy());
    const sorted = allPixels.flat().toSorted((a, b) => a - b);
    const at = 0.99 * (sorted.length - 1);
    const [low = 0, high = 0] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    expect(thresholds.pixel).toBeCloseTo(low + (high - low) * (at % 1), 9);
    expect(thresholds.image).toBeCloseTo(allPixels.map((own) => Math.max(...own)).toSorted((a, b) => a - b)[2] ?? 0, 6);
    expect(thresholds.pixelFrom).toBe('quantile(share: 99%) on holdout (5 normal images)');
    expect(thresholds.imageFrom).toBe('quantile(share: 50%) on holdout (5 normal images)');
  });

  test('such a number times another, and one more', async () => {
    const plain = await found(
      { threshold: 'quantile(map, 99%) on holdout', imageThreshold: 'mean_sigma(map) on holdout' },
      noisy(),
    );
    const asked = {
      threshold: '1.4 * quantile(map, 99%) on holdout',
      imageThreshold: '(mean_sigma(map) + 10%) / 2 - 0.01 on holdout',
    };
    const thresholds = await found(asked, noisy());
    expect(thresholds.pixel).toBeCloseTo(1.4 * (plain.pixel ?? Number.NaN), 12);
    expect(thresholds.image).toBeCloseTo(((plain.image ?? Number.NaN) + 0.1) / 2 - 0.01, 12);
    expect(thresholds.pixelFrom).toBe('quantile(share: 99%) * 1.4 on holdout (5 normal images)');
    expect(thresholds.imageFrom).toBe('mean_sigma * 0.5 + 0.04 on holdout (5 normal images)');
  });

  test('mean and standard deviations', async () => {
    const asked = { threshold: 'mean_sigma(map, sigmas: 2) on holdout', imageThreshold: 'fixed(0.75)' };
    const thresholds = await found(asked, noisy());
    const values = allPixels.flat();
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    expect(thresholds.pixel).toBeCloseTo(mean + 2 * Math.sqrt(variance), 9);
    expect(thresholds).toMatchObject({ image: 0.75, imageFrom: 'fixed(value: 0.75)' });
  });

  test('without held-out images there is none, and nothing is made up', async () => {
    const asked = {
      threshold: 'quantile(map, 99%) on holdout',
      imageThreshold: 'best_f1(map, samples: 3) on synthetic',
    };
    expect(await found(asked, noisy(), () => [])).toEqual({
      pixel: null,
      pixelFrom: null,
      image: null,
      imageFrom: null,
    });
  });
});

describe('on synthetic anomalies, which are drawn on held-out images', () => {
  const asked = {
    threshold: 'best_f1(map, samples: 7) on synthetic',
    imageThreshold: 'best_f1(map, samples: 5) on synthetic',
  };
  const white = `
    donor = texture("white")
    shape = rectangle(area: 2%..10%)
    synthetic, mask = image -> paste(donor, shape) -> relabel(difference: 4%)`;

  test('white pieces on dark images are told apart midway between them', async () => {
    const files = { ...noisy(52), 'white/w.png': grey(() => 255) };
    const thresholds = await found({ ...asked, augment: white }, files);
    expect(thresholds.pixel).toBeCloseTo((51 / 255 + 1) / 2, 4);
    expect(thresholds.image).toBeCloseTo((51 / 255 + 1) / 2, 2);
    expect(thresholds.pixelFrom).toBe('best_f1(samples: 7) on synthetic (7 synthetic anomalies on 5 normal images)');
  });

  test('the median over them is midway, too', async () => {
    const files = { ...noisy(52), 'white/w.png': grey(() => 255) };
    const threshold = 'median_f1(map, samples: 6) on synthetic';
    const thresholds = await found({ threshold, imageThreshold: threshold, augment: white }, files);
    // Where a piece hides the brightest pixel of an image, the next one counts.
    expect(thresholds.pixel).toBeCloseTo((51 / 255 + 1) / 2, 2);
    expect(thresholds.image).toBeCloseTo((51 / 255 + 1) / 2, 2);
    expect(thresholds.pixelFrom).toBe('median_f1(samples: 6) on synthetic (6 synthetic anomalies on 5 normal images)');
  });

  test('the same ones each time, another number of them gives another threshold', async () => {
    const [first, again] = [await found(asked, noisy()), await found(asked, noisy())];
    expect(again).toEqual(first);
    const more = await found({ ...asked, threshold: 'best_f1(map, samples: 12) on synthetic' }, noisy());
    expect(more.pixel).not.toBe(first.pixel);
  });

  test('one image is enough, though the donor is another one where there is one', async () => {
    const thresholds = await found(asked, noisy(), ({ train }) => train.slice(0, 1));
    expect(thresholds.pixel).toBeGreaterThan(0);
    expect(thresholds.pixelFrom).toContain('(7 synthetic anomalies on 1 normal image)');
  });
});

describe('on a labelled folder of the user', () => {
  const asked = { threshold: 'best_f1(map) on validation', imageThreshold: 'best_f1(map) on validation' };
  const mask = Uint8Array.from({ length: area }, (_, pixel) => (pixel < 3 * side ? 255 : 0));
  const labelled = {
    ...noisy(),
    'set/validation/good/0.png': grey(noise(8, 100)),
    'set/validation/crack/0.png': grey((pixel) => (pixel < 3 * side ? 180 : noise(9, 100)(pixel))),
    'set/validation/dent/0.png': grey((pixel) => (pixel < side ? 140 : noise(9, 90)(pixel))),
    'set/validation/ground_truth/crack/0_mask.png': png(mask, side, side),
  };

  test('defects without masks count as images only', async () => {
    const thresholds = await found(asked, labelled);
    expect(thresholds.pixel).toBeCloseTo((180 + 99) / 2 / 255, 4);
    expect(thresholds.image).toBeCloseTo((140 + 99) / 2 / 255, 4);
    expect(thresholds.pixelFrom).toBe('best_f1 on validation (1 normal and 2 defective images)');
  });

  test('rules that look at normal images alone name these alone', async () => {
    const quantile = 'quantile(map, 50%) on validation';
    const thresholds = await found({ threshold: quantile, imageThreshold: quantile }, labelled);
    expect(thresholds.pixelFrom).toBe('quantile(share: 50%) on validation (1 normal and 2 defective images)');
    expect(thresholds.imageFrom).toBe('quantile(share: 50%) on validation (1 normal image)');
    expect(thresholds.image).toBeCloseTo(99 / 255, 4);
  });

  test('a pipeline that asks for one where there is none is refused', async () => {
    await expect(found(asked, noisy())).rejects.toMatchObject({ code: 'validation-missing' });
  });
});
