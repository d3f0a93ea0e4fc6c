// The distributions that random draws promise, by their moments over many numbers, and that no two places share numbers.
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import { uint64s } from '../../src/graph/ir/constant.ts';
import type { Tensor } from '../../src/graph/ir/tensor.ts';
import { randomGamma } from '../../src/graph/primitives/random-gamma.ts';
import { randomNormal } from '../../src/graph/primitives/random-normal.ts';
import { randomTruncatedNormal } from '../../src/graph/primitives/random-truncated-normal.ts';
import { randomUniform } from '../../src/graph/primitives/random-uniform.ts';
import { float } from '../../src/graph/rules/primitive.ts';
import type { RandomState } from '../../src/graph/rules/random.ts';
import { compute } from './primitives/session.ts';

const count = 200_000;

function stateOf(builder: GraphBuilder, key: bigint, counter: readonly [bigint, bigint]): RandomState {
  return { key: builder.main.constant(uint64s([key])), counter: builder.main.constant(uint64s(counter)) };
}

function numbersOf(draw: (state: RandomState, builder: GraphBuilder) => Tensor, key = 3n): Float32Array {
  const builder = new GraphBuilder();
  const [drawn] = compute(builder, [draw(stateOf(builder, key, [0n, 0n]), builder)]);
  return Float32Array.from(drawn?.data ?? []);
}

function mean(numbers: ArrayLike<number>, of: (value: number) => number): number {
  let total = 0;
  for (let i = 0; i < numbers.length; i++) total += of(numbers[i] ?? 0);
  return total / numbers.length;
}

// Variance of a normal distribution cut at -2 and 2: 1 - 2 * 2 * density(2) / share within.
const truncatedVariance = 1 - (4 * 0.05399097) / 0.95449974;

const distributions = [
  { name: 'uniform', draw: (s: RandomState) => randomUniform(s, [count]), moments: [1 / 2, 1 / 12, 0], range: [0, 1] },
  { name: 'normal', draw: (s: RandomState) => randomNormal(s, [count]), moments: [0, 1, 0], range: [-6, 6] },
  {
    name: 'truncated normal',
    draw: (s: RandomState) => randomTruncatedNormal(s, [count]),
    moments: [0, truncatedVariance, 0],
    range: [-2, 2],
  },
  {
    name: 'gamma of shape 0.3',
    draw: (s: RandomState, builder: GraphBuilder) => randomGamma(s, [count], float(builder, 0.3)),
    moments: [0.3, 0.3, 0.6],
    range: [0, 15],
  },
  {
    name: 'gamma of shape 4',
    draw: (s: RandomState, builder: GraphBuilder) => randomGamma(s, [count], float(builder, 4)),
    moments: [4, 4, 8],
    range: [0, 40],
  },
] as const;

describe.each(distributions)('$name', ({ draw, moments, range }) => {
  const [expectedMean, variance, third] = moments;
  const deviation = Math.sqrt(variance);

  it('has its mean, variance and skewness, and stays in its range', () => {
    const numbers = numbersOf(draw);
    const average = mean(numbers, (value) => value);
    // Within about five standard errors.
    expect(Math.abs(average - expectedMean)).toBeLessThan((5 * deviation) / Math.sqrt(count));
    expect(mean(numbers, (value) => (value - average) ** 2) / variance).toBeCloseTo(1, 1);
    expect(mean(numbers, (value) => ((value - average) / deviation) ** 3)).toBeCloseTo(third / deviation ** 3, 0);
    expect(numbers.every((value) => value >= range[0] && value <= range[1])).toBe(true);
  });

  it('gives neighbouring keys numbers that have nothing in common', () => {
    const [a, b] = [numbersOf(draw, 3n), numbersOf(draw, 4n)];
    const products = a.map((value, i) => (value - expectedMean) * ((b[i] ?? 0) - expectedMean));
    const correlation = mean(products, (value) => value) / variance;
    expect(Math.abs(correlation)).toBeLessThan(5 / Math.sqrt(count));
  });
});

describe('the counter', () => {
  const places = [
    [0n, 0n],
    [1n << 32n, 0n],
    [0n, 1n],
    [0n, 1n << 32n],
  ] as const;

  it.each(distributions)('gives every place of $name its own numbers, always the same', ({ draw }) => {
    const builder = new GraphBuilder();
    const drawn = [...places, ...places].map((place) => draw(stateOf(builder, 9n, place), builder));
    const texts = compute(builder, drawn).map(({ data }) => data.slice(0, 8).join(' '));
    expect(new Set(texts).size).toBe(places.length);
    expect(texts.slice(places.length)).toEqual(texts.slice(0, places.length));
  });
});
