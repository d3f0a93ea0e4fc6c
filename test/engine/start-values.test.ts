// How weights start: each initialiser of each layer with filters, as the publications say, in a compiled pipeline.
import { expect, test } from 'vitest';
import { PipelineRun } from './operations/pipeline-run.ts';

const setting = 0.05;

/** What one number of the result, and one of the 24 channels of 8 x 8 before it, is connected with. */
const fans: Readonly<Record<string, readonly [fanIn: number, fanOut: number]>> = {
  'b/conv': [9 * 24, 9 * 40],
  'c/deconv': [4 * 24, 16 * 40],
  'd/depthwise_conv': [49, 49 * 8],
  'e/dense': [64 * 24, 40],
};

const deviations: Readonly<Record<string, (fanIn: number, fanOut: number) => number>> = {
  default: () => setting,
  normal: () => 0.02,
  he: (fanIn) => Math.sqrt(2 / fanIn),
  glorot: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)),
};

test.each(Object.entries(deviations))('filters start by %s, biases at 0', (kind, deviationOf) => {
  const weights = startOf(kind, 1);
  for (const [layer, [fanIn, fanOut]] of Object.entries(fans)) {
    const expected = deviationOf(fanIn, fanOut);
    const filter = weights.get(`${layer}/filter`) ?? [];
    const size = filter.length;
    const mean = filter.reduce((sum, value) => sum + value, 0) / size;
    const deviation = Math.sqrt(filter.reduce((sum, value) => sum + value ** 2, 0) / size);
    // Five standard errors, of the mean and of the deviation.
    expect(Math.abs(mean), layer).toBeLessThan((5 * expected) / Math.sqrt(size));
    expect(Math.abs(deviation / expected - 1), layer).toBeLessThan(5 / Math.sqrt(2 * size));
    const largest = Math.max(...filter.map(Math.abs)) / expected;
    if (kind === 'glorot') expect(Math.abs(largest - Math.sqrt(3)), layer).toBeLessThan(0.02);
    else expect(largest, layer).toBeGreaterThan(3);
    const bias = weights.get(`${layer}/bias`) ?? [];
    expect(bias.length, layer).toBeGreaterThan(0);
    expect(
      bias.every((value) => value === 0),
      layer,
    ).toBe(true);
  }
});

test('two layers, and two seeds, start differently; one seed always the same', () => {
  const [first, again, other] = [1, 1, 2].map((seed) => startOf('he', seed));
  expect([...(again ?? [])]).toEqual([...(first ?? [])]);
  const filter = (weights: ReadonlyMap<string, readonly number[]> | undefined, layer: string) =>
    weights?.get(`${layer}/filter`) ?? [];
  expect(Math.abs(correlation(filter(first, 'b/conv'), filter(other, 'b/conv')))).toBeLessThan(0.05);
  expect(Math.abs(correlation(filter(first, 'b/conv'), filter(first, 'e/dense')))).toBeLessThan(0.05);
});

/** Weights of the generator before the first step, by their names. */
function startOf(init: string, seed: number): ReadonlyMap<string, readonly number[]> {
  const run = new PipelineRun(`anoseg 1
data { source = sample("gear")  image = 8 x 8 in -1..1 }
network generator(seen) {
  before = seen -> conv(24)
  b = before -> conv(40, init: ${init})
  c = before -> deconv(40, init: ${init}) -> average_pool
  d = before -> depthwise_conv(kernel: 7, multiplier: 8, init: ${init})
  e = before -> dense(40, init: ${init})
  map = concat(b * e, c, d) -> conv(1) -> sigmoid
}
loss { pixel = l2(map, mask) }
train { optimizer = sgd(rate: 1) batch = 2 normal steps = 2 initial_deviation = ${setting} seed = ${seed} }
`);
  const weights = [...run.weights('generator')].map(([name, { data }]) => [name, Array.from(data)] as const);
  run.dispose();
  return new Map(weights);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const along = (x: readonly number[], y: readonly number[]) =>
    x.slice(0, Math.min(a.length, b.length)).reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return along(a, b) / Math.sqrt(along(a, a) * along(b, b));
}
