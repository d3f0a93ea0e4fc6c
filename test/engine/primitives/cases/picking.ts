// Cases of primitives that pick elements by place or size, and of those that read bytes.
import { builderOf } from '../../../../src/graph/ir/builder.ts';
import type { DType } from '../../../../src/graph/ir/tensor.ts';
import { assignVariable, makeVariable } from '../../../../src/graph/ir/variable.ts';
import { bitcastPairs } from '../../../../src/graph/primitives/bitcast.ts';
import { decodeRaw } from '../../../../src/graph/primitives/decode-raw.ts';
import { denseBincount } from '../../../../src/graph/primitives/dense-bincount.ts';
import { dynamicSlice } from '../../../../src/graph/primitives/dynamic-slice.ts';
import { gather } from '../../../../src/graph/primitives/gather.ts';
import { identity } from '../../../../src/graph/primitives/identity.ts';
import { resourceGather } from '../../../../src/graph/primitives/resource-gather.ts';
import { roll } from '../../../../src/graph/primitives/roll.ts';
import { topK } from '../../../../src/graph/primitives/top-k.ts';
import { type Example, example, type PrimitiveCase, type Sample } from '../example.ts';
import { anywhere, bytes, distinct, float32s, int32s, integers, ofUnknownBatch } from '../samples.ts';

export const pickingCases = {
  Bitcast: bitcastCase(),
  DecodeRaw: {
    examples: [
      decoded('uint8', 'uint8', Uint8Array.of(0, 127, 255)),
      decoded('int32, little endian', 'int32', Int32Array.of(-5, 2 ** 20 + 1)),
      decoded('float32', 'float32', Float32Array.of(0.5, -1.25, 3e7)),
    ],
  },
  DenseBincount: {
    examples: [
      counted('a vector', int32s([6], [0, 3, 3, 1, 3, 0]), 4),
      counted('each row', int32s([2, 4], [1, 1, 0, 2, 2, 2, 2, 1]), 3),
      counted('what does not occur, and what is too large', int32s([5], [1, 7, 4, 1, 5]), 5),
    ],
  },
  DynamicSlice: {
    examples: [
      windowed('a vector', anywhere([6]), [2], [3]),
      windowed('a patch of an image', anywhere([1, 4, 5, 2]), [0, 1, 3, 0], [1, 2, 2, 2]),
      windowed('the whole', integers(0, 9)([2, 2]), [0, 0], [2, 2]),
    ],
  },
  GatherV2: gatherCase(),
  ResourceGather: {
    examples: [
      rows('rows in another order, one twice', anywhere([4, 3]), int32s([3], [2, 0, 2])),
      rows('one image by a scalar', bytes([3, 2, 1]), int32s([], [1])),
      rows('a matrix of places', anywhere([3, 2]), int32s([2, 2], [0, 1, 2, 0])),
    ],
  },
  Roll: {
    examples: [
      rolled('a vector', anywhere([5]), [2], [0]),
      rolled('rows and columns, both ways', anywhere([4, 3, 2]), [-1, 2], [0, 1]),
      rolled('further than its size', integers(0, 9)([3, 4]), [9], [1]),
    ],
  },
  TopKV2: {
    examples: [
      largest('two of a vector', distinct([5]), 2),
      largest('all of each row', distinct([3, 4]), 4),
      largest('the largest of each row', ofUnknownBatch(distinct([2, 1, 6])), 1),
      largest('equal ones: the earlier first', float32s([5], [1, 3, 3, 2, 3]), 4),
      largest('int32', integers(-9, 9)([2, 5]), 3),
    ],
  },
};

function bitcastCase(): PrimitiveCase {
  const one = (title: string, pairs: Sample): Example =>
    example({
      title,
      inputs: [pairs],
      build: ([given]) => bitcastPairs(given),
      formula: ([given]) => {
        const words = new BigUint64Array(Int32Array.from(given.data).buffer);
        return { shape: given.shape.slice(0, -1), data: Array.from(words, Number) };
      },
    });
  return {
    examples: [
      one('low halves', int32s([3, 2], [1, 0, 7, 0, 2 ** 31 - 1, 0])),
      one('high halves', int32s([1, 2, 2], [0, 1, 5, 12345])),
      one('all bits', int32s([2], [-1, -1])),
    ],
  };
}

function decoded(title: string, to: DType, content: Uint8Array | Int32Array | Float32Array): Example {
  const data = new Uint8Array(content.buffer);
  return example({
    title,
    inputs: [{ dtype: 'string', shape: [], data }],
    build: ([text]) => decodeRaw(text, to),
    formula: () => ({ shape: [content.length], data: content }),
    inferred: [[null]],
  });
}

function counted(title: string, x: Sample, size: number): Example {
  return example({
    title,
    inputs: [x],
    build: ([given]) => denseBincount(given, size),
    formula: ([given]) => {
      const length = given.shape.at(-1) ?? 1;
      const rows = Array.from({ length: given.data.length / length }, (_, row) =>
        Array.from(given.data).slice(row * length, (row + 1) * length),
      );
      const data = rows.flatMap((row) => Array.from({ length: size }, (_, i) => row.filter((v) => v === i).length));
      return { shape: [...given.shape.slice(0, -1), size], data };
    },
  });
}

function windowed(title: string, x: Sample, starts: readonly number[], sizes: readonly number[]): Example {
  return example({
    title,
    inputs: [x, int32s([starts.length], starts)],
    build: ([given, at]) => dynamicSlice(given, at, sizes),
    tfjs: (tf, [given]) => tf.slice(given, [...starts], [...sizes]),
  });
}

function rolled(title: string, x: Sample, shifts: readonly number[], axes: readonly number[]): Example {
  return example({
    title,
    inputs: [x, int32s([shifts.length], shifts)],
    build: ([given, by]) => roll(given, by, axes),
    formula: ([given]) => {
      const { shape } = given;
      const data = Array.from(given.data, (_, flat) => {
        let [from, step, rest] = [0, 1, flat];
        for (let axis = shape.length - 1; axis >= 0; axis--) {
          const size = shape[axis] ?? 1;
          const by = axes.includes(axis) ? (shifts[axes.indexOf(axis)] ?? 0) : 0;
          from += (((((rest % size) - by) % size) + size) % size) * step;
          rest = Math.floor(rest / size);
          step *= size;
        }
        return given.data[from] ?? Number.NaN;
      });
      return { shape, data };
    },
  });
}

function gatherCase(): PrimitiveCase {
  const one = (title: string, x: Sample, indices: Sample, axis: number): Example =>
    example({
      title,
      inputs: [x, indices],
      build: ([given, at]) => gather(given, at, axis),
      tfjs: (tf, [given, at]) => tf.gather(given, at, axis < 0 ? axis + x.shape.length : axis),
    });
  return {
    examples: [
      one('elements of a vector', anywhere([4]), int32s([3], [3, 0, 3]), 0),
      one('rows', anywhere([3, 2]), int32s([2], [2, 0]), 0),
      one('columns', anywhere([2, 3]), int32s([4], [0, 0, 2, 1]), 1),
      one('columns, from the end', anywhere([2, 3]), int32s([1], [2]), -1),
      one('one row, whose axis goes', anywhere([3, 2]), int32s([], [1]), 0),
      one('a matrix of places', anywhere([3, 2]), int32s([2, 2], [0, 2, 1, 0]), 0),
      one('int32', integers(0, 9)([5]), int32s([2], [4, 1]), 0),
      one('places of unknown number', anywhere([3, 2]), ofUnknownBatch(int32s([2], [2, 0])), 0),
    ],
  };
}

function rows(title: string, content: Sample, indices: Sample): Example {
  return example({
    title,
    inputs: [content, indices],
    prepare: ([value, at]) => {
      const builder = builderOf(value);
      const variable = makeVariable(builder, builder.path('rows'), content);
      return [variable.handle, identity(at, [assignVariable(variable, value, builder)])];
    },
    build: ([handle, at]) => resourceGather(handle, content, at),
    tfjs: (tf, [value, at]) => tf.gather(value, at),
  });
}

function largest(title: string, x: Sample, k: number): Example {
  return example({
    title,
    inputs: [x],
    build: ([given]) => {
      const { values, indices } = topK(given, k);
      return [values, indices];
    },
    tfjs: (tf, [given]) => {
      const { values, indices } = tf.topk(given, k);
      return [values, indices];
    },
  });
}
