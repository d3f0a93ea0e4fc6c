// Cases of sums, means and extremes over axes.

import type { Tensor } from '../../../../src/graph/ir/tensor.ts';
import { all } from '../../../../src/graph/primitives/all.ts';
import { any } from '../../../../src/graph/primitives/any.ts';
import { max } from '../../../../src/graph/primitives/max.ts';
import { mean } from '../../../../src/graph/primitives/mean.ts';
import { min } from '../../../../src/graph/primitives/min.ts';
import { sum } from '../../../../src/graph/primitives/sum.ts';
import type { ReductionOptions } from '../../../../src/graph/rules/reduction.ts';
import { type Example, example, type PrimitiveCase, type Sample, type Tf, type TfTensor } from '../example.ts';
import { anywhere, bools, type Draw, distinct, integers, ofUnknownBatch } from '../samples.ts';

type Reduce = (tf: Tf, x: TfTensor, axes: number[] | undefined, keepDims: boolean) => TfTensor;

export const reductionCases = {
  All: reductionCase(all, (tf, x, axes, keep) => tf.all(x, axes, keep), bools),
  Any: reductionCase(any, (tf, x, axes, keep) => tf.any(x, axes, keep), bools),
  Max: reductionCase(max, (tf, x, axes, keep) => tf.max(x, axes, keep), distinct, integers(-9, 9)),
  Mean: reductionCase(mean, (tf, x, axes, keep) => tf.mean(x, axes, keep), anywhere),
  Min: reductionCase(min, (tf, x, axes, keep) => tf.min(x, axes, keep), distinct, integers(-9, 9)),
  Sum: reductionCase(sum, (tf, x, axes, keep) => tf.sum(x, axes, keep), anywhere, integers(-9, 9)),
};

function reductionCase(
  build: (x: Tensor, options?: ReductionOptions) => Tensor,
  tfjs: Reduce,
  draw: Draw,
  ints?: Draw,
): PrimitiveCase {
  const one = (title: string, x: Sample, options: ReductionOptions): Example =>
    example({
      title,
      inputs: [x],
      build: ([given]) => build(given, options),
      tfjs: (tf, [given]) => tfjs(tf, given, options.axes && [...options.axes], options.keepDims ?? false),
    });
  return {
    examples: [
      one('every axis', draw([2, 3, 2]), {}),
      one('every axis, kept', draw([3, 2]), { keepDims: true }),
      one('the middle axis', draw([2, 3, 2]), { axes: [1] }),
      one('the last two, kept, named from the end', draw([2, 2, 3]), { axes: [-1, -2], keepDims: true }),
      one('the first and the last, out of order', draw([2, 2, 1, 3]), { axes: [-1, 0] }),
      one('an axis of size 1', draw([3, 1, 2]), { axes: [1] }),
      one('no axis', draw([2, 2]), { axes: [] }),
      one('a scalar', draw([]), {}),
      one('unknown batch', ofUnknownBatch(draw([2, 3, 2])), { axes: [1, 2] }),
      ...(ints === undefined ? [] : [one('int32', ints([2, 5]), { axes: [1] })]),
    ],
  };
}
