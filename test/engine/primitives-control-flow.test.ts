// Branches, loops and maps over samples: what they capture, what they run, and that their results keep their order.
import { describe, expect, it } from 'vitest';
import { ifElse, mapSamples, switchCase, whileLoop } from '../../src/graph/ir/control-flow.ts';
import type { Tensor } from '../../src/graph/ir/tensor.ts';
import { add } from '../../src/graph/primitives/add.ts';
import { cast } from '../../src/graph/primitives/cast.ts';
import { floorDiv } from '../../src/graph/primitives/floor-div.ts';
import { greater } from '../../src/graph/primitives/greater.ts';
import { less } from '../../src/graph/primitives/less.ts';
import { mul } from '../../src/graph/primitives/mul.ts';
import { neg } from '../../src/graph/primitives/neg.ts';
import { sub } from '../../src/graph/primitives/sub.ts';
import { sum } from '../../src/graph/primitives/sum.ts';
import { gradients } from '../../src/graph/rules/gradients.ts';
import { float, integer } from '../../src/graph/rules/primitive.ts';
import { anywhere, float32s, int32s, ofUnknownBatch } from './primitives/samples.ts';
import { at, first, Sheet } from './primitives/sheet.ts';

describe('switchCase', () => {
  it.each([
    [0, 10],
    [1, 20],
    [2, 30],
    [3, 30],
    [-1, 30],
  ])('takes for %i the branch that gives %i', (index, expected) => {
    const sheet = new Sheet();
    const x = sheet.scalar(10);
    const branches = [() => [x], () => [mul(x, 2)], () => [mul(x, 3)]];
    expect(sheet.numbers(switchCase(sheet.index(index), branches))).toEqual([[expected]]);
  });

  it('hands each branch what it captures, whatever the others capture', () => {
    const sheet = new Sheet();
    const [a, b, c] = [sheet.scalar(1), sheet.scalar(20), sheet.scalar(300)];
    const branches = [() => [add(c, a)], () => [sub(b, a)], () => [b]];
    const results = [0, 1, 2].map((index) => first(switchCase(sheet.index(index), branches)));
    expect(sheet.numbers(results)).toEqual([[301], [19], [20]]);
  });
});

describe('ifElse', () => {
  it.each([
    [true, 3],
    [false, -3],
  ])('takes the right branch where the condition is %s', (holds, expected) => {
    const sheet = new Sheet();
    const x = sheet.scalar(3);
    expect(
      sheet.numbers(
        ifElse(
          sheet.yes(holds),
          () => [x],
          () => [neg(x)],
        ),
      ),
    ).toEqual([[expected]]);
  });

  it('runs only the branch that is taken', () => {
    const sheet = new Sheet();
    const zero = sheet.index(0);
    const divide = () => [floorDiv(integer(sheet.builder, 1), zero)];
    expect(() => sheet.run(divide())).toThrow(/division by zero/i);
    expect(sheet.numbers(ifElse(sheet.yes(false), divide, () => [zero]))).toEqual([[0]]);
  });

  it('gives results of several types and shapes in order', () => {
    const sheet = new Sheet();
    const image = sheet.input(anywhere([2, 3]));
    const count = sheet.index(7);
    const then = () => [sum(image), count, image, greater(image, 0)];
    const otherwise = () => [float(sheet.builder, 0), count, image, less(image, 0)];
    const results = ifElse(sheet.yes(true), then, otherwise);
    expect(results.map(({ shape, dtype }) => ({ shape, dtype }))).toEqual([
      { shape: [], dtype: 'float32' },
      { shape: [], dtype: 'int32' },
      { shape: [2, 3], dtype: 'float32' },
      { shape: [2, 3], dtype: 'bool' },
    ]);
    expect(sheet.run(results).map(({ shape }) => shape)).toEqual([[], [], [2, 3], [2, 3]]);
    expect(sheet.numbers(results)[1]).toEqual([7]);
  });

  it('captures nothing where nothing is used', () => {
    const sheet = new Sheet();
    const number = (value: number) => () => [float(sheet.builder, value)];
    const result = first(ifElse(sheet.yes(false), number(1), number(2)));
    expect(result.node.inputs).toHaveLength(1);
    expect(sheet.numbers([result])).toEqual([[2]]);
  });

  it('repeats constants from outside instead of capturing them', () => {
    const sheet = new Sheet();
    const [x, five] = [sheet.scalar(2), float(sheet.builder, 5)];
    const result = first(
      ifElse(
        sheet.yes(true),
        () => [mul(x, five)],
        () => [five],
      ),
    );
    expect(result.node.inputs).toHaveLength(2);
    expect(sheet.numbers([result])).toEqual([[10]]);
  });

  it('captures a tensor once, however often it is used', () => {
    const sheet = new Sheet();
    const x = sheet.scalar(2);
    const result = first(
      ifElse(
        sheet.yes(true),
        () => [mul(x, add(x, x))],
        () => [x],
      ),
    );
    expect(result.node.inputs).toHaveLength(2);
    expect(sheet.numbers([result])).toEqual([[8]]);
  });

  it('lets no gradient through', () => {
    const sheet = new Sheet();
    const x = sheet.scalar(2);
    const result = first(
      ifElse(
        sheet.yes(true),
        () => [mul(x, x)],
        () => [x],
      ),
    );
    expect(sheet.numbers(gradients(add(result, mul(x, 3)), [x]))).toEqual([[3]]);
  });
});

describe('whileLoop', () => {
  it('repeats, and keeps the order of its state', () => {
    // Fibonacci: a, b = b, a + b.
    const sheet = new Sheet();
    const start = [sheet.index(0), sheet.scalar(0), sheet.scalar(1)];
    const state = whileLoop(
      start,
      (now) => less(first(now), 10),
      (now) => [add(first(now), 1), at(now, 2), add(at(now, 1), at(now, 2))],
    );
    expect(sheet.numbers(state)).toEqual([[10], [55], [89]]);
  });

  it('captures tensors of the outer graph, in body and condition', () => {
    const sheet = new Sheet();
    const [limit, factor, offset] = [sheet.scalar(100), sheet.scalar(3), sheet.scalar(1)];
    const state = whileLoop(
      [sheet.scalar(1)],
      (state) => less(first(state), limit),
      (state) => [add(mul(first(state), factor), offset)],
    );
    expect(state).toHaveLength(1);
    expect(sheet.numbers(state)).toEqual([[121]]);
  });

  it('may run not even once', () => {
    const sheet = new Sheet();
    const x = sheet.scalar(5);
    expect(
      sheet.numbers(
        whileLoop(
          [x],
          (state) => less(first(state), 0),
          (state) => [neg(first(state))],
        ),
      ),
    ).toEqual([[5]]);
  });
});

describe('mapSamples', () => {
  it('hands over each sample of each tensor, and puts the results together in order', () => {
    const sheet = new Sheet();
    const images = sheet.input(float32s([3, 2], [1, 2, 3, 4, 5, 6]));
    const labels = sheet.input(int32s([3], [10, 20, 30]));
    const offset = sheet.scalar(0.5);
    const results = mapSamples([images, labels], (sample) => [
      add(sum(at(sample, 0)), offset),
      mul(at(sample, 0), cast(at(sample, 1), 'float32')),
      at(sample, 1),
    ]);
    expect(results.map(({ shape }) => shape)).toEqual([[3], [3, 2], [3]]);
    expect(sheet.numbers(results)).toEqual([
      [3.5, 7.5, 11.5],
      [10, 20, 60, 80, 150, 180],
      [10, 20, 30],
    ]);
  });

  it.each([1, 4])('takes a batch of %i that only the run knows', (count) => {
    const sheet = new Sheet();
    const sample = anywhere([count, 2]);
    const doubled = first(mapSamples([sheet.input(ofUnknownBatch(sample))], (x) => [add(first(x), first(x))]));
    expect(doubled.shape).toEqual([null, 2]);
    expect(sheet.run([doubled])).toEqual([
      { shape: [count, 2], data: Float32Array.from(sample.data, (value) => 2 * value) },
    ]);
  });
});

describe('misuse is a bug that is told at once', () => {
  it('a tensor of a body used outside', () => {
    const sheet = new Sheet();
    const x = sheet.scalar(1);
    const made: Tensor[] = [];
    const negated = () => {
      made.push(neg(x));
      return made;
    };
    ifElse(sheet.yes(true), negated, () => [x]);
    expect(() => add(first(made), x)).toThrow('belongs to a function that is closed');
  });

  it('branches that give different types', () => {
    const sheet = new Sheet();
    const [x, n] = [sheet.scalar(1), sheet.index(1)];
    expect(() =>
      ifElse(
        sheet.yes(true),
        () => [x],
        () => [n],
      ),
    ).toThrow('different results');
    expect(() => switchCase(n, [() => [x], () => [x, x]])).toThrow('different results');
  });

  it('a loop that changes a shape or a type', () => {
    const sheet = new Sheet();
    const x = sheet.input(anywhere([2]));
    const never = () => greater(sum(x), 0);
    expect(() => whileLoop([x], never, () => [sum(x)])).toThrow('changes the types');
    expect(() => whileLoop([x], never, () => [cast(x, 'int32')])).toThrow('changes the types');
  });
});
