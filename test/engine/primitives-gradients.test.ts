// Differentiation as a whole: how gradients of shared, repeated, stopped and unrelated tensors come together.
import type { Tensor as TfTensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../src/graph/ir/builder.ts';
import type { Tensor } from '../../src/graph/ir/tensor.ts';
import { add } from '../../src/graph/primitives/add.ts';
import { concat } from '../../src/graph/primitives/concat.ts';
import { conv2d } from '../../src/graph/primitives/conv2d.ts';
import { div } from '../../src/graph/primitives/div.ts';
import { exp } from '../../src/graph/primitives/exp.ts';
import { fusedBatchNorm } from '../../src/graph/primitives/fused-batch-norm.ts';
import { max } from '../../src/graph/primitives/max.ts';
import { maximum } from '../../src/graph/primitives/maximum.ts';
import { mean } from '../../src/graph/primitives/mean.ts';
import { min } from '../../src/graph/primitives/min.ts';
import { minimum } from '../../src/graph/primitives/minimum.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { sin } from '../../src/graph/primitives/sin.ts';
import { slice } from '../../src/graph/primitives/slice.ts';
import { sqrt } from '../../src/graph/primitives/sqrt.ts';
import { square } from '../../src/graph/primitives/square.ts';
import { stopGradient } from '../../src/graph/primitives/stop-gradient.ts';
import { sub } from '../../src/graph/primitives/sub.ts';
import { sum } from '../../src/graph/primitives/sum.ts';
import { topK } from '../../src/graph/primitives/top-k.ts';
import { unstack } from '../../src/graph/primitives/unstack.ts';
import { dependsOn, gradients } from '../../src/graph/rules/gradients.ts';
import { float } from '../../src/graph/rules/primitive.ts';
import { loadOracle } from '../oracle.ts';
import { rank4 } from './primitives/cases/ranks.ts';
import { expectClose } from './primitives/compare.ts';
import type { Sample, Values } from './primitives/example.ts';
import { anywhere, float32s, ofUnknownBatch } from './primitives/samples.ts';
import { compute, feedOf, sampleInput } from './primitives/session.ts';

/** Feeds samples as inputs, builds a scalar from them, and returns its gradients by each of them. */
function gradientsOf(samples: readonly Sample[], build: (inputs: readonly Tensor[]) => Tensor): readonly Values[] {
  return run(samples, (inputs) => gradients(build(inputs), inputs));
}

function run(samples: readonly Sample[], build: (inputs: readonly Tensor[]) => readonly Tensor[]): readonly Values[] {
  const builder = new GraphBuilder();
  const inputs = samples.map((sample, i) => sampleInput(builder, `input${i}`, sample));
  const feeds = Object.fromEntries(samples.map((sample, i) => [`input${i}`, feedOf(sample)]));
  return compute(builder, build(inputs), feeds);
}

function valuesOf(results: readonly Values[]): readonly (readonly number[])[] {
  return results.map(({ data }) => Array.from(data));
}

const x = float32s([3], [-1, 2, 3]);
const y = float32s([3], [4, 0.5, -2]);

function one(inputs: readonly Tensor[]): Tensor {
  return two(inputs)[0];
}

function two([a, b]: readonly Tensor[]): readonly [Tensor, Tensor] {
  if (a === undefined) throw new Error('no input');
  return [a, b ?? a];
}

describe('gradients', () => {
  it('adds up what comes through a shared subexpression', () => {
    // z = x y; d(z z + z)/dx = (2 z + 1) y.
    const [dx, dy] = valuesOf(
      gradientsOf([x, y], (inputs) => {
        const z = mul(...two(inputs));
        return sum(add(mul(z, z), z));
      }),
    );
    expect(dx).toEqual([-28, 1.5, 22]);
    expect(dy).toEqual([7, 6, -33]);
  });

  it.each([
    ['x * x', (a: Tensor) => mul(a, a), [-2, 4, 6]],
    ['x - x', (a: Tensor) => sub(a, a), [0, 0, 0]],
    ['x / x', (a: Tensor) => div(a, a), [0, 0, 0]],
    ['x beside x', (a: Tensor) => concat([a, mul(a, 3)], 0), [4, 4, 4]],
    ['max(x, x)', (a: Tensor) => maximum(a, a), [1, 1, 1]],
  ])('takes both uses of x in %s', (_, build, expected) => {
    expect(valuesOf(gradientsOf([x], (inputs) => sum(build(one(inputs)))))).toEqual([expected]);
  });

  it('is zero where every path is stopped', () => {
    const stopped = gradientsOf([x], (inputs) => sum(exp(stopGradient(mul(one(inputs), 2)))));
    expect(valuesOf(stopped)).toEqual([[0, 0, 0]]);
  });

  it('flows beside a stopped path', () => {
    // The second factor counts as a constant.
    const beside = gradientsOf([x], (inputs) => sum(mul(one(inputs), stopGradient(one(inputs)))));
    expect(valuesOf(beside)).toEqual([[-1, 2, 3]]);
  });

  it('is zero, in the right shape, for what does not count', () => {
    const [, unrelated] = gradientsOf([x, anywhere([2, 1, 3])], (inputs) => sum(square(one(inputs))));
    expect(unrelated?.shape).toEqual([2, 1, 3]);
    expect(Array.from(unrelated?.data ?? [1])).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('reaches the one used output of several', () => {
    const [gradient] = gradientsOf([anywhere([3, 2])], (inputs) => {
      const [, second] = unstack(one(inputs), 0);
      return sum(mul(second ?? one(inputs), 5));
    });
    expect(gradient?.shape).toEqual([3, 2]);
    expect(Array.from(gradient?.data ?? [])).toEqual([0, 0, 5, 5, 0, 0]);
  });

  it('goes to inputs, to what stands between, and to the result itself', () => {
    const results = run([x], (inputs) => {
      const middle = square(one(inputs));
      const result = sum(mul(middle, 3));
      return gradients(result, [one(inputs), middle, result, one(inputs)]);
    });
    expect(valuesOf(results)).toEqual([[-6, 12, 18], [3, 3, 3], [1], [-6, 12, 18]]);
  });

  it('gives what is equal its share, or the first of two all', () => {
    const ties = float32s([3], [2, 2, 1]);
    const tied = (build: (a: Tensor, b: Tensor) => Tensor) =>
      valuesOf(gradientsOf([ties, ties], (t) => sum(build(...two(t)))));
    expect(tied((a) => max(a))[0]).toEqual([0.5, 0.5, 0]);
    expect(tied((a) => min(a))[0]).toEqual([0, 0, 1]);
    expect(tied(maximum)).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
    expect(tied(minimum)).toEqual([
      [1, 1, 1],
      [0, 0, 0],
    ]);
  });

  it('can be taken three times', () => {
    // x^4 by two squares: the third derivative is 24 x.
    const [third] = run([x], (inputs) => {
      const a = one(inputs);
      const first = gradients(sum(square(square(a))), [a]);
      const second = gradients(sum(one(first)), [a]);
      return gradients(sum(one(second)), [a]);
    });
    expect(Array.from(third?.data ?? [])).toEqual([-24, 48, 72]);
  });

  it('survives a chain of 5,000 nodes', () => {
    const [gradient] = gradientsOf([float32s([], [1])], (inputs) => {
      let chain = one(inputs);
      for (let i = 0; i < 5000; i++) chain = mul(chain, 1.0001);
      return chain;
    });
    expect(gradient?.data[0]).toBeCloseTo(1.0001 ** 5000, 2);
  });

  it('passes through a window of a batch whose size only the run knows', () => {
    const [gradient] = gradientsOf([ofUnknownBatch(float32s([2, 4], [9, 1, 2, 9, 9, 3, 4, 9]))], (inputs) =>
      max(slice(one(inputs), { axis: 1, start: 1, size: 2 })),
    );
    expect(gradient?.shape).toEqual([2, 4]);
    expect(Array.from(gradient?.data ?? [])).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('agrees with tfjs on a gradient penalty (WGAN-GP)', () => {
    const samples = [anywhere([2, 4, 4, 2]), anywhere([3, 3, 2, 3], 'filter')];
    const ours = run(samples, (inputs) => {
      const [image, filter] = two(inputs);
      const critic = mean(sin(conv2d(image, filter, { stride: 2, padding: 'same', dilation: 1 })));
      const norms = sqrt(sum(square(one(gradients(critic, [image]))), { axes: [1, 2, 3] }));
      return gradients(mean(square(sub(norms, 1))), [filter]);
    });
    // Not tanh: tfjs forgets what a second derivative owes to an output that it saved.
    const tf = loadOracle();
    const [image, filter] = samples.map(({ shape, data }) => tf.tensor(Array.from(data), [...shape]));
    const penalty = (f: TfTensor) => {
      const critic = (i: TfTensor) => tf.mean(tf.sin(tf.conv2d(rank4(i), rank4(f), 2, 'same')));
      const norms = tf.sqrt(tf.sum(tf.square(tf.grad(critic)(image ?? f)), [1, 2, 3]));
      return tf.mean(tf.square(tf.sub(norms, 1)));
    };
    const theirs = tf.tidy(() => tf.grad(penalty)(filter ?? tf.scalar(0)));
    expectClose(ours[0], { shape: theirs.shape, data: theirs.dataSync() }, 1e-5, 'penalty', 'largest');
  });
});

describe('what cannot be differentiated', () => {
  const builder = new GraphBuilder();
  const image = sampleInput(builder, 'image', anywhere([2, 2, 2, 1]));
  const scale = sampleInput(builder, 'scale', anywhere([1]));

  it('is a tensor of several elements', () => {
    expect(() => gradients(image, [scale])).toThrow('needs a scalar');
  });

  it('is the mean or the variance of a batch norm, and it says so', () => {
    const { y: normed, mean: average, variance } = fusedBatchNorm(image, scale, scale, { epsilon: 1e-3 });
    expect(() => gradients(sum(average), [image])).toThrow('no gradient flows through the mean');
    expect(() => gradients(add(sum(normed), sum(variance)), [image])).toThrow('no gradient flows through the mean');
  });
});

describe('dependsOn', () => {
  const builder = new GraphBuilder();
  const input = sampleInput(builder, 'input', anywhere([3]));
  const other = sampleInput(builder, 'other', anywhere([3]));

  it('follows the paths along which a gradient flows', () => {
    expect(dependsOn(sum(mul(input, other)), other)).toBe(true);
    expect(dependsOn(input, input)).toBe(true);
    expect(dependsOn(sum(input), other)).toBe(false);
    expect(dependsOn(sum(mul(input, stopGradient(other))), other)).toBe(false);
    expect(dependsOn(sum(topK(input, 1).values), input)).toBe(false);
    expect(dependsOn(float(builder, 1), input)).toBe(false);
  });
});
