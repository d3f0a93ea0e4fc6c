// Cases of primitives that move elements without computing: shapes, order, joining, taking apart.

import type { Shape } from '../../../../src/graph/ir/tensor.ts';
import { broadcastBatch } from '../../../../src/graph/primitives/broadcast-batch.ts';
import { broadcastTo } from '../../../../src/graph/primitives/broadcast-to.ts';
import { concat } from '../../../../src/graph/primitives/concat.ts';
import { reshape } from '../../../../src/graph/primitives/reshape.ts';
import { reverse } from '../../../../src/graph/primitives/reverse.ts';
import { shapeOf } from '../../../../src/graph/primitives/shape-of.ts';
import { stack } from '../../../../src/graph/primitives/stack.ts';
import { transpose } from '../../../../src/graph/primitives/transpose.ts';
import { unstack } from '../../../../src/graph/primitives/unstack.ts';
import { type Example, example, type PrimitiveCase, type Sample } from '../example.ts';
import { anywhere, bools, bytes, integers, ofUnknownBatch } from '../samples.ts';

export const layoutCases = {
  BroadcastBatch: {
    examples: [repeated('one sample for each', [1, 2, 3], 4), repeated('one sample for one', [1, 2], 1)],
  },
  BroadcastTo: broadcastCase(),
  ConcatV2: concatCase(),
  Pack: stackCase(),
  Reshape: reshapeCase(),
  ReverseV2: reverseCase(),
  Shape: {
    examples: [anywhere([]), anywhere([3]), integers(0, 9)([2, 1, 5]), ofUnknownBatch(bools([3, 2]))].map((x) =>
      example({
        title: x.shape.join(' x ') || 'a scalar',
        inputs: [x],
        build: ([given]) => shapeOf(given),
        formula: () => ({ shape: [x.shape.length], data: x.shape }),
        inferred: [[x.shape.length]],
      }),
    ),
  },
  Transpose: transposeCase(),
  Unpack: unstackCase(),
};

function repeated(title: string, shape: readonly number[], count: number): Example {
  return example({
    title,
    inputs: [anywhere(shape), ofUnknownBatch(anywhere([count, 2], 'like'))],
    build: ([x, like]) => broadcastBatch(x, like),
    tfjs: (tf, [x]) => tf.tile(x, [count, ...shape.slice(1).map(() => 1)]),
  });
}

function broadcastCase(): PrimitiveCase {
  const one = (title: string, x: Sample, shape: readonly number[]): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => broadcastTo(given, shape),
      tfjs: (tf, [given]) => tf.broadcastTo(given, [...shape]),
    });
  return {
    examples: [
      one('a scalar', anywhere([]), [2, 3]),
      one('along the first axis', anywhere([1, 3]), [4, 3]),
      one('along the last axis', anywhere([2, 1]), [2, 5]),
      one('new axes', anywhere([3, 1]), [2, 3, 2]),
      one('new axes of size 1', anywhere([2]), [1, 1, 2]),
    ],
  };
}

function concatCase(): PrimitiveCase {
  const three = (title: string, [a, b, c]: readonly [Sample, Sample, Sample], axis: number): Example =>
    example({
      title,
      inputs: [a, b, c],
      build: (parts) => concat(parts, axis),
      tfjs: (tf, parts) => tf.concat([...parts], axis),
    });
  return {
    examples: [
      three('the first axis', [anywhere([1, 2], 'a'), anywhere([3, 2], 'b'), anywhere([2, 2], 'c')], 0),
      three('the last axis, from the end', [anywhere([2, 3], 'a'), anywhere([2, 1], 'b'), anywhere([2, 2], 'c')], -1),
      three('channels', [anywhere([1, 2, 2, 1]), anywhere([1, 2, 2, 2]), anywhere([1, 2, 2, 3])], 3),
      three('int32', [integers(0, 9)([2]), integers(0, 9)([1]), integers(0, 9)([3])], 0),
      three(
        'unknown batch',
        [ofUnknownBatch(anywhere([2, 1], 'a')), ofUnknownBatch(anywhere([2, 3], 'b')), anywhere([2, 1], 'c')],
        1,
      ),
    ].map((made, i, list) => (i === list.length - 1 ? { ...made, inferred: [[2, 5]] } : made)),
  };
}

function stackCase(): PrimitiveCase {
  const two = (title: string, a: Sample, b: Sample, axis: number): Example =>
    example({
      title,
      inputs: [a, b],
      build: (parts) => stack(parts, axis),
      tfjs: (tf, parts) => tf.stack([...parts], axis),
    });
  return {
    examples: [
      two('scalars', anywhere([], 'a'), anywhere([], 'b'), 0),
      two('a new first axis', anywhere([2, 3], 'a'), anywhere([2, 3], 'b'), 0),
      two('a new axis inside', anywhere([2, 3], 'a'), anywhere([2, 3], 'b'), 1),
      two('a new last axis', anywhere([2, 3], 'a'), anywhere([2, 3], 'b'), 2),
      two('a new last axis, named from the end', anywhere([2, 3], 'a'), anywhere([2, 3], 'b'), -1),
      two('a new axis inside, named from the end', anywhere([2, 3], 'a'), anywhere([2, 3], 'b'), -2),
      two('int32', integers(0, 9)([3], 'a'), integers(0, 9)([3], 'b'), 0),
    ],
  };
}

function unstackCase(): PrimitiveCase {
  const one = (title: string, x: Sample, axis: number): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => unstack(given, axis),
      tfjs: (tf, [given]) => tf.unstack(given, axis),
    });
  return {
    examples: [
      one('a vector', anywhere([3]), 0),
      one('the first axis', anywhere([2, 3]), 0),
      { ...one('an axis of size 1', anywhere([2, 1, 2]), 1), tfjsGradient: 'a single output breaks it' },
      one('the last axis', anywhere([2, 2, 3]), 2),
      one('the last axis, named from the end', anywhere([2, 2, 3]), -1),
      one('int32', integers(0, 9)([2, 2]), 1),
      { ...one('unknown batch', ofUnknownBatch(anywhere([2, 3])), 1), inferred: [[null], [null], [null]] },
    ],
  };
}

function reshapeCase(): PrimitiveCase {
  const one = (title: string, x: Sample, shape: Shape): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => reshape(given, shape),
      tfjs: (tf, [given]) =>
        tf.reshape(
          given,
          shape.map((size) => size ?? -1),
        ),
    });
  return {
    examples: [
      one('flat', anywhere([2, 3, 1]), [6]),
      one('to a scalar', anywhere([1, 1]), []),
      one('from a scalar', anywhere([]), [1, 1]),
      one('axes of size 1', anywhere([4]), [1, 4, 1]),
      one('uint8', bytes([2, 3]), [3, 2]),
      one('unknown batch', ofUnknownBatch(anywhere([2, 6])), [null, 3, 2]),
    ],
  };
}

function reverseCase(): PrimitiveCase {
  const one = (title: string, x: Sample, axes: readonly number[]): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => reverse(given, axes),
      tfjs: (tf, [given]) => tf.reverse(given, [...axes]),
    });
  return {
    examples: [
      one('a vector', anywhere([4]), [0]),
      one('rows', anywhere([1, 3, 2, 2]), [1]),
      one('rows and columns, from the end', anywhere([1, 3, 2, 2]), [-3, -2]),
      one('int32', integers(0, 9)([5]), [0]),
      one('unknown batch', ofUnknownBatch(anywhere([2, 3])), [1]),
    ],
  };
}

function transposeCase(): PrimitiveCase {
  const one = (title: string, x: Sample, order: readonly number[]): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => transpose(given, order),
      tfjs: (tf, [given]) => tf.transpose(given, [...order]),
    });
  return {
    examples: [
      one('a matrix', anywhere([2, 3]), [1, 0]),
      one('a cycle of three axes', anywhere([2, 3, 1]), [2, 0, 1]),
      one('channels first', anywhere([1, 2, 3, 2]), [0, 3, 1, 2]),
      one('int32', integers(0, 9)([2, 3]), [1, 0]),
      { ...one('unknown batch', ofUnknownBatch(anywhere([2, 3])), [1, 0]), inferred: [[3, null]] },
    ],
  };
}
