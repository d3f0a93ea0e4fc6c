// Means, deviations and paired differences of runs are those of NumPy and SciPy; what is uneven, unfinished or done twice is told.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { modelReader } from '../../../src/runtime/record/model-reader.ts';
import { type ComparisonOptions, compareVariants, measuredRuns } from '../../../src/runtime/variants/comparison.ts';
import { runsIn } from '../../../src/runtime/variants/runs-in.ts';
import { testSentences } from '../../../src/runtime/variants/words.ts';
import { holm } from '../../../src/statistics/paired-test.ts';
import { type MadeRun, madeRun, runFolders } from './run-folders.ts';

function comparisonOf(runs: Readonly<Record<string, MadeRun>>, options: ComparisonOptions = {}) {
  return read(runs)(options);
}

/** Reads the runs once, for several comparisons. */
function read(runs: Readonly<Record<string, MadeRun>>) {
  const found = runsIn([runFolders(runs)]);
  const measured = measuredRuns(found.listed, modelReader());
  return (options: ComparisonOptions = {}) => compareVariants(measured, found, options);
}

interface Expected {
  readonly runs: readonly { category: string; variant: string; seed: number; value: number }[];
  readonly means: readonly { category: string; variant: string; mean: number; deviation: number | null }[];
  readonly overall: readonly { variant: string; mean: number; deviation: number }[];
  readonly differences: readonly {
    readonly variant: string;
    readonly unit: 'category' | 'seed';
    readonly n: number;
    readonly pairs: number;
    readonly mean: number;
    readonly low: number;
    readonly high: number;
    readonly p: number;
  }[];
}
const experiments: Readonly<Record<string, Expected>> = JSON.parse(
  readFileSync('test/fixtures/statistics/experiments.json', 'utf8'),
);

describe.each(Object.entries(experiments))('an experiment, %s', (_, { runs, means, overall, differences }) => {
  const compared = read(
    Object.fromEntries(
      runs.map(({ category, variant, seed, value }) => [
        `${category}-${variant}-${seed}`,
        madeRun(variant, category, seed, value),
      ]),
    ),
  );

  test('mean and deviation of each variant in each category, and over all', () => {
    const { rows, figures } = compared();
    expect(figures).toEqual(['pixel_ap']);
    const found = (variant: string, category: string | null) =>
      rows.find((row) => row.variant.label === variant && (row.place?.category ?? null) === category)?.figures[0];
    for (const { category, variant, mean, deviation } of means) {
      expect(found(variant, category)?.mean).toBeCloseTo(mean, 12);
      expect(found(variant, category)?.deviation).toBeCloseTo(deviation ?? Number.NaN, 12);
    }
    if (new Set(means.map(({ category }) => category)).size === 1) return;
    for (const { variant, mean, deviation } of overall) {
      expect(found(variant, null)?.mean).toBeCloseTo(mean, 12);
      expect(found(variant, null)?.deviation).toBeCloseTo(deviation, 12);
    }
  });

  test.each(['category', 'seed'] as const)('differences by %s', (unit) => {
    const wanted = differences.filter((one) => one.unit === unit);
    if (wanted.length === 0) return;
    const found = compared({ unit }).differences;
    expect(found.map(({ variant }) => variant.label)).toEqual(wanted.map(({ variant }) => variant));
    const tested = wanted.filter(({ n }) => n >= 5);
    const corrected = holm(tested.map(({ p }) => p));
    for (const [i, { n, pairs, mean, low, high, p }] of wanted.entries()) {
      const one = found[i];
      expect(one).toMatchObject({ pairs, test: { count: n } });
      expect(one?.test?.mean).toBeCloseTo(mean, 12);
      if (n >= 3) expect(one?.test?.interval?.low).toBeCloseTo(low, 7);
      if (n >= 3) expect(one?.test?.interval?.high).toBeCloseTo(high, 7);
      expect(one?.test?.p === undefined).toBe(n < 5);
      if (n >= 5) expect(one?.test?.p).toBeCloseTo(p, 8);
      if (n >= 5) expect(one?.corrected).toBeCloseTo(corrected[i] ?? Number.NaN, 7);
    }
  });
});

test('the unit is the category where there are several, and said with its reason', () => {
  const grid = (categories: number, seeds: number) =>
    Object.fromEntries(
      Array.from({ length: categories * seeds * 2 }, (_, i) => {
        const [kind, seed, category] = [i % 2, 1 + (Math.floor(i / 2) % seeds), Math.floor(i / 2 / seeds)];
        return [`r${i}`, madeRun(`v${kind}`, `c${category}`, seed, 0.5 + 0.01 * ((i * 7) % 11))];
      }),
    );
  const several = comparisonOf(grid(5, 2));
  expect(several.unit).toBe('category');
  expect(testSentences(several).join(' ')).toMatch(/Each category counts once \(5\).*share its images.*paired t test/);
  const one = comparisonOf(grid(1, 6));
  expect(one.unit).toBe('seed');
  expect(testSentences(one).join(' ')).toMatch(/Each seed counts once \(6\).*on this category, not on others/);
  const few = testSentences(comparisonOf(grid(2, 6))).join(' ');
  expect(few).toMatch(/2 categories are too few for an interval or a p-value.*`--unit seed`/);
  expect(few).not.toContain('paired t test');
  expect(testSentences(comparisonOf(grid(3, 1))).join(' ')).toMatch(/3 categories are too few for a p-value/);
});

test('what makes variants is what differs, but for the seed and the category, whatever they are called', () => {
  const run = (parameters: Record<string, string>, seed: number): MadeRun => ({
    ...madeRun('v0', 'c0', seed, 0.5),
    parameters: { ...parameters, seed: String(seed) },
  });
  const found = comparisonOf({ a: run({}, 1), b: run({ width: '8' }, 1), c: run({ width: '8' }, 2) });
  expect(found.by).toEqual(['width']);
  // A run that does not set it has the pipeline's own.
  expect(found.grid.variants.map(({ label }) => label)).toEqual(['4', '8']);
  const seeds = comparisonOf({ a: run({}, 1), b: run({}, 2) });
  expect([seeds.by, seeds.differences, seeds.baseline]).toEqual([[], [], undefined]);
  expect(seeds.rows.map(({ seeds: own }) => own)).toEqual([[1, 2]]);
});

test('what is not compared is paired: of three names two', () => {
  const runs = Object.fromEntries(
    Array.from({ length: 8 }, (_, i) => {
      const [kind, width, seed] = [i % 2, Math.floor(i / 2) % 2, Math.floor(i / 4)];
      const value = 0.5 + 0.1 * kind + 0.2 * width + 0.01 * seed;
      const one = madeRun(`v${kind}`, 'c0', seed, value);
      return [`r${i}`, { ...one, parameters: { ...one.parameters, width: String(4 + width) } }];
    }),
  );
  const found = comparisonOf(runs, { by: ['kind'] });
  expect([found.by, found.beside, found.unit]).toEqual([['kind'], ['width'], 'seed']);
  expect(found.differences[0]).toMatchObject({ pairs: 4, test: { count: 2 } });
  expect(found.differences[0]?.test?.mean).toBeCloseTo(0.1, 12);
});

test('two pipelines are variants by their names, two of one name by their content', () => {
  const run = (entry: string, text: string): MadeRun => ({ ...madeRun('v0', 'c0', 1, 0.5), entry, text });
  const by = (...runs: readonly MadeRun[]) =>
    comparisonOf(Object.fromEntries(runs.map((one, i) => [`r${i}`, one]))).grid.variants.map(({ label }) => label);
  expect(by(run('a.anoseg', 'no pipeline'), run('b.yaml', 'neither'))).toEqual(['a', 'b']);
  const same = by(run('x/a.anoseg', 'one'), run('a.anoseg', 'other'));
  expect(same).toHaveLength(2);
  for (const label of same) expect(label).toMatch(/^a [0-9a-f]{8}$/);
});

test('what is uneven is told: places, seeds, data, runs done twice', () => {
  const { remarks, rows } = comparisonOf({
    a1: madeRun('v0', 'c0', 1, 0.5),
    a2: madeRun('v0', 'c0', 2, 0.6),
    b1: madeRun('v1', 'c0', 1, 0.7),
    c1: madeRun('v0', 'c1', 1, 0.9),
    again: { ...madeRun('v0', 'c0', 1, 0.55), data: 'sha256:other' },
  });
  expect(remarks).toEqual([
    'c1: no finished run of kind=v1, so it is not in the means over all',
    'c0: kind=v1 lacks seed 2; runs without a partner are in the means and in no difference',
    'c0: 2 different sets of images, so what differs may be the data',
    expect.stringMatching(/^done again later with the same settings and seed, so not counted: .*a1$/),
  ]);
  expect(rows.find(({ place }) => place === null)).toBeUndefined();
  expect(
    rows.find(({ variant, place }) => variant.label === 'v0' && place?.category === 'c0')?.figures[0]?.mean,
  ).toBeCloseTo(0.575, 12);
});

test('runs that did not compute alike are told, with what differed and in how many; what a run does not record is not compared', () => {
  const remarksOf = (...locks: readonly NonNullable<MadeRun['lock']>[]) =>
    comparisonOf(Object.fromEntries(locks.map((lock, i) => [`r${i}`, { ...madeRun('v0', 'c0', i, 0.5), lock }])))
      .remarks;
  expect(remarksOf({}, {}, { libraries: { glibc: '2.36' } })).toEqual([]);
  expect(remarksOf({ threads: 1 }, { threads: 1 }, { threads: 2 })).toEqual([
    'the runs did not compute alike, so differences may come of last digits: threads 1 (2 runs) and 2 (1 run)',
  ]);
  const cpu = (...features: readonly string[]) => ({ cpu: { model: 'x', architecture: 'x64', features } });
  expect(remarksOf({ ...cpu('avx2', 'fma'), device: 'gpu' }, cpu())).toEqual([
    'the runs did not compute alike, so differences may come of last digits: device gpu (1 run) and cpu (1 run); instruction sets avx2 fma (1 run) and none (1 run)',
  ]);
  expect(remarksOf({}, { engine: { tensorflow: '2.20.0', variant: 'cpu' } })).toEqual([
    expect.stringMatching(/^the runs are of different releases: .*2\.19\.1 and .*2\.20\.0$/),
  ]);
  const machine = [{ name: 'threads', before: '1', after: '2' }];
  expect(remarksOf({}, { elsewhere: [{ step: 3, machine }] })).toEqual([
    expect.stringMatching(/^trained in part on another machine than they began on: .*r1$/),
  ]);
});

test('a figure that one run does not have is not averaged over the others', () => {
  const { rows, differences } = comparisonOf({
    a1: madeRun('v0', 'c0', 1, 0.5),
    a2: madeRun('v0', 'c0', 2, null),
    b1: madeRun('v1', 'c0', 1, 0.7),
    b2: madeRun('v1', 'c0', 2, 0.7),
  });
  expect(rows.map(({ figures }) => figures[0]?.mean)).toEqual([undefined, 0.7]);
  expect(differences[0]?.test).toBeUndefined();
});

test('the best of a group is one; what shows the same digits is marked in print with it', () => {
  const { rows } = comparisonOf({
    a: madeRun('v0', 'c0', 1, 0.70001),
    b: madeRun('v1', 'c0', 1, 0.70002),
    c: madeRun('v2', 'c0', 1, 0.69),
  });
  expect(rows.map(({ figures }) => figures[0]?.best)).toEqual([false, true, false]);
  expect(rows.map(({ figures }) => figures[0]?.looksBest)).toEqual([true, true, false]);
});

test('a run of several categories counts in each of them', () => {
  const several = (kind: string, seed: number, values: readonly number[]): MadeRun => ({
    ...madeRun(kind, 'c0', seed, 0.1),
    figures: {
      pixel_ap: 0.1,
      categories: Object.fromEntries(values.map((pixel_ap, i) => [`k${i}`, { images: 2, pixel_ap, defects: {} }])),
      mean: {},
    },
  });
  const { rows, unit } = comparisonOf({ a: several('v0', 1, [0.5, 0.7]), b: several('v1', 1, [0.6, 0.9]) });
  expect(unit).toBe('category');
  expect(rows.map(({ variant, place, figures }) => [variant.label, place?.category, figures[0]?.mean])).toEqual([
    ['v0', undefined, expect.closeTo(0.6, 12)],
    ['v1', undefined, expect.closeTo(0.75, 12)],
    ['v0', 'k0', 0.5],
    ['v1', 'k0', 0.6],
    ['v0', 'k1', 0.7],
    ['v1', 'k1', 0.9],
  ]);
});

test('which data were looked at to choose, by count where runs differ', () => {
  const from = (pixel: string | null, train: object = {}): MadeRun => ({
    ...madeRun('v0', 'c0', ++seed, 0.5),
    figures: {
      threshold: 0.4,
      threshold_from: pixel,
      image_threshold: null,
      train: { steps: 1, seconds: 1, median_step_ms: 1, ...train },
    },
  });
  let seed = 0;
  const kept = { kept_step: 1, kept_metric: 'pixel_ap', kept_value: 0.5 };
  const { choices } = comparisonOf(
    {
      a: from('quantile(share: 99%) on holdout (21 normal images)', kept),
      b: from('quantile(share: 99%) on holdout (1 normal image)', kept),
      c: from('median_f1() on synthetic (100 synthetic anomalies on images)'),
      d: from('fixed(value: 0.5)'),
    },
    { figures: ['pixel_ap', 'best_iou'] },
  );
  expect(choices).toEqual([
    'pixel threshold: held-out normal images, by quantile(share: 99%) on holdout (2 runs); held-out normal images with synthetic anomalies, by median_f1() on synthetic (1 run); no data were looked at, fixed(value: 0.5) (1 run)',
    'image threshold: none was found',
    'weights: the step with the best pixel_ap on held-out normal images with synthetic anomalies (2 runs); the last step, no data were looked at (2 runs)',
    'best_iou: the threshold is chosen on test labels, so nobody reaches them without labels',
    'to choose a variant by this table is to choose on test labels',
  ]);
});
