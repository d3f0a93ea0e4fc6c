// `anoseg score` on folders of maps and masks: which belong together, in which formats, and what is refused.
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/diagnostics/outside-error.ts';
import { computeMetrics } from '../../../src/metrics/metrics.ts';
import { type ScoreRequest, type ScoreResult, score } from '../../../src/runtime/score/score-maps.ts';
import { mask, png, tree } from '../data/tree.ts';

const [width, height] = [8, 6];
const truth = new Uint8Array(width * height);
truth[width + 2] = 1;
const levels = (seed: number) => Uint16Array.from(truth, (_, i) => Math.imul(i + seed, 2654435761) >>> 16);
const png16 = (values: Uint16Array, columns = width) =>
  sharp(values, { raw: { width: columns, height: values.length / columns, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
const npy = (values: Float32Array) => {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${height}, ${width}), }`.padEnd(117);
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 118, 0]);
  return Buffer.concat([head, Buffer.from(`${header}\n`), Buffer.from(values.buffer)]);
};

async function scored(folder: string, more: Partial<ScoreRequest> = {}, warnings: string[] = []): Promise<ScoreResult> {
  let result: ScoreResult | undefined;
  const request: ScoreRequest = {
    maps: path.join(folder, 'maps'),
    masks: path.join(folder, 'masks'),
    missingIsNormal: false,
    threshold: undefined,
    imageThreshold: undefined,
    fpr: undefined,
    topPixels: undefined,
    resolution: undefined,
    ...more,
  };
  await score(request, {
    emit: (event) => {
      if (event.event === 'done') result = event.result;
      if (event.event === 'warning') warnings.push(event.message);
    },
    stopRequested: () => false,
  });
  if (result === undefined) throw new Error('no result');
  return result;
}

const maps = { 'maps/good/0.png': png16(levels(1)), 'maps/hole/0.png': png16(levels(2)) };

describe('maps and masks', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await tree({
      ...maps,
      'maps/hole/1.png': png16(levels(3)),
      'masks/hole/0_mask.png': mask(),
      'masks/hole/1.png': mask(1),
    });
  });

  test('are matched by path and name; good/ needs no mask; figures are those of the metrics', async () => {
    const { threshold_from, image_score_from, ...result } = await scored(folder, { threshold: 0.7, fpr: [0.2, 0.05] });
    const images = [1, 2, 3].map((seed) => {
      const anomalyMap = levels(seed);
      const defect = seed === 1 ? 'good' : 'hole';
      const groundTruth = seed === 1 ? undefined : truth;
      return { defect, width, height, anomalyMap, groundTruth, score: Math.max(...anomalyMap) / 65_535 };
    });
    expect(result).toMatchObject(computeMetrics(images, { threshold: 0.7, fprLimit: 0.2, furtherFprLimits: [0.05] }));
    expect([threshold_from, image_score_from]).toEqual(['--threshold', 'maximum']);
    expect(result).toMatchObject({ fpr_limit: 0.2, resolution: 'ground-truth', threshold: 0.7, image_threshold: null });
    expect(result['aupro_0.05']).not.toBeUndefined();
  });

  test('the image score is the mean of the highest pixels, where asked for', async () => {
    const found = await scored(folder, { topPixels: 5, imageThreshold: 0.9 });
    expect(found.image_score_from).toBe('mean of the 5 highest pixels');
    expect(found.image_f1).not.toBeNull();
  });

  test('8 bits, float32 and float64 rank as 16 bits do', async () => {
    const expected = await scored(folder);
    const eight = (seed: number) => Uint8Array.from(levels(seed), (level) => level >> 8);
    const masks = { 'masks/hole/0_mask.png': mask(), 'masks/hole/1.png': mask(1) };
    const floats = await tree({
      'maps/good/0.npy': npy(Float32Array.from(levels(1))),
      'maps/hole/0.npy': npy(Float32Array.from(levels(2))),
      'maps/hole/1.npy': npy(Float32Array.from(levels(3))),
      ...masks,
    });
    for (const key of ['pixel_auroc', 'pixel_ap', 'aupro', 'best_iou', 'image_auroc'] as const)
      expect((await scored(floats))[key]).toBeCloseTo(expected[key] ?? Number.NaN, 12);
    const bytes = await tree({
      'maps/good/0.png': png(eight(1), width, height),
      'maps/hole/0.png': png(eight(2), width, height),
      'maps/hole/1.png': png(eight(3), width, height),
      ...masks,
    });
    const images = [1, 2, 3].map((seed) => ({
      ...{ defect: seed === 1 ? 'good' : 'hole', width, height, anomalyMap: eight(seed) },
      ...{ groundTruth: seed === 1 ? undefined : truth, score: Math.max(...eight(seed)) / 255 },
    }));
    expect(await scored(bytes)).toMatchObject(computeMetrics(images));
  });

  test('of different sizes are brought to one', async () => {
    const large = new Uint8Array(4 * width * height);
    for (let y = 2; y < 4; y++) large.fill(255, y * 2 * width + 4, y * 2 * width + 6);
    const files = { ...maps, 'masks/hole/0.png': png(large, 2 * width, 2 * height) };
    const refused = scored(await tree(files));
    await expect(refused).rejects.toThrow('the map hole/0.png is 8 x 6, its mask 16 x 12');
    await expect(refused).rejects.toMatchObject({ hint: expect.stringContaining('--resolution 12x16') });
    const small = await scored(await tree(files), { resolution: { height, width } });
    expect(small.resolution).toEqual([height, width]);
    const own = await scored(await tree({ ...maps, 'masks/hole/0.png': mask() }));
    expect(small).toEqual({ ...own, resolution: [height, width] });
    const enlarged = await scored(await tree(files), { resolution: { height: 2 * height, width: 2 * width } });
    expect(enlarged.pixel_auroc).toBeCloseTo(own.pixel_auroc ?? Number.NaN, 1);
  });

  test('in one folder are told apart by their masks', async () => {
    const files = { 'maps/a.png': png16(levels(1)), 'maps/b.png': png16(levels(2)), 'masks/b_mask.png': mask() };
    await expect(scored(await tree(files))).rejects.toThrow('1 map of 2 has no mask');
    const found = await scored(await tree(files), { missingIsNormal: true });
    expect(found.images).toBe(2);
    expect(Object.keys(found.defects)).toEqual(['anomaly']);
    const black = { ...files, 'masks/a_mask.png': png(new Uint8Array(width * height), width, height) };
    expect(await scored(await tree(black))).toEqual(found);
  });
});

describe('refuses', () => {
  test.each<[string, Record<string, Promise<Uint8Array> | Uint8Array | string>, string]>([
    ['no folder of maps', { 'masks/0.png': mask() }, 'maps-missing'],
    ['a folder without maps', { 'maps/readme.txt': '', 'masks/0.png': mask() }, 'maps-missing'],
    ['no folder of masks', maps, 'masks-missing'],
    ['a defect without mask', { ...maps, 'masks/other/0.png': mask() }, 'mask-missing'],
    [
      'a map in colour',
      { ...maps, 'maps/hole/0.png': png(new Uint8Array(144), 8, 6, 3), 'masks/hole/0.png': mask() },
      'map-format',
    ],
    ['a map that is no image', { ...maps, 'maps/hole/0.png': 'text', 'masks/hole/0.png': mask() }, 'map-format'],
    [
      'integer and floating maps together',
      { ...maps, 'maps/hole/0.png': '', 'maps/hole/1.npy': npy(new Float32Array(48)), 'masks/hole/1.png': mask() },
      'mixed-maps',
    ],
    [
      'a map of numbers that are none',
      { 'maps/hole/1.npy': npy(new Float32Array(48).fill(Number.NaN)), 'masks/hole/1.png': mask() },
      'score-not-finite',
    ],
    [
      'a good image with a marked defect',
      { ...maps, 'masks/good/0.png': mask(), 'masks/hole/0.png': mask() },
      'good-with-defect',
    ],
  ])('%s', async (_name, { 'maps/hole/0.png': hole, ...files }, code) => {
    const folder = await tree({ ...files, ...(hole === '' || hole === undefined ? {} : { 'maps/hole/0.png': hole }) });
    const error: unknown = await scored(folder).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(OutsideError);
    expect(error).toMatchObject({ code });
  });
});

test('masks that are inverted or empty are named, and scored as they are', async () => {
  const inverted = Uint8Array.from(truth, (value) => (value === 0 ? 255 : 0));
  const folder = await tree({
    'maps/0.png': png16(levels(2)),
    'maps/1.png': png16(levels(3)),
    'maps/hole/2.png': png16(levels(4)),
    'masks/0.png': png(inverted, width, height),
    'masks/1.png': png(new Uint8Array(width * height), width, height),
    'masks/hole/2.png': png(new Uint8Array(width * height), width, height),
  });
  const warnings: string[] = [];
  await scored(folder, {}, warnings);
  expect(warnings).toEqual([
    'the mask of a defective image marks nothing: hole/2.png (looked at: 8-bit grey, values 0 only)',
    'the mask of a defective image marks nearly everything (more than 90 %): it looks inverted: 0.png (looked at: 8-bit grey, values 0 and 255)',
    '1 image is taken as good, since the mask marks nothing: 1.png (looked at: 8-bit grey, values 0 only)',
  ]);
});
