// Cases of functions of two operands: arithmetic, comparisons, logic, and the choice between two.

import type { Tensor } from '../../../../src/graph/ir/tensor.ts';
import { add } from '../../../../src/graph/primitives/add.ts';
import { atan2 } from '../../../../src/graph/primitives/atan2.ts';
import { div } from '../../../../src/graph/primitives/div.ts';
import { equal } from '../../../../src/graph/primitives/equal.ts';
import { floorDiv } from '../../../../src/graph/primitives/floor-div.ts';
import { floorMod } from '../../../../src/graph/primitives/floor-mod.ts';
import { greater } from '../../../../src/graph/primitives/greater.ts';
import { greaterEqual } from '../../../../src/graph/primitives/greater-equal.ts';
import { less } from '../../../../src/graph/primitives/less.ts';
import { lessEqual } from '../../../../src/graph/primitives/less-equal.ts';
import { logicalAnd } from '../../../../src/graph/primitives/logical-and.ts';
import { logicalOr } from '../../../../src/graph/primitives/logical-or.ts';
import { maximum } from '../../../../src/graph/primitives/maximum.ts';
import { minimum } from '../../../../src/graph/primitives/minimum.ts';
import { mul } from '../../../../src/graph/primitives/mul.ts';
import { pow } from '../../../../src/graph/primitives/pow.ts';
import { select } from '../../../../src/graph/primitives/select.ts';
import { sub } from '../../../../src/graph/primitives/sub.ts';
import { type Example, example, type PrimitiveCase, type Sample, type Tf, type TfTensor } from '../example.ts';
import { anywhere, awayFromZero, between, bools, distinct, integers, ofUnknownBatch, positive } from '../samples.ts';
import { binaryByTfjs } from './forms.ts';

const small = integers(-3, 3);
const tfjsGradient = 'of operands that are repeated it has the wrong shape';
const nonZero = integers(1, 5);

export const binaryCases = {
  AddV2: binaryByTfjs(add, (tf, a, b) => tf.add(a, b), { ints: small }),
  Atan2: binaryByTfjs(atan2, (tf, a, b) => tf.atan2(a, b), { a: awayFromZero }),
  Equal: binaryByTfjs(equal, (tf, a, b) => tf.equal(a, b), { a: distinct, ints: small }),
  FloorDiv: binaryByTfjs(floorDiv, (tf, a, b) => tf.floorDiv(a, b), { a: awayFromZero, ints: nonZero }),
  FloorMod: binaryByTfjs(floorMod, (tf, a, b) => tf.mod(a, b), { a: awayFromZero, ints: nonZero }),
  Greater: binaryByTfjs(greater, (tf, a, b) => tf.greater(a, b), { a: distinct, ints: small }),
  GreaterEqual: binaryByTfjs(greaterEqual, (tf, a, b) => tf.greaterEqual(a, b), { a: distinct, ints: small }),
  Less: binaryByTfjs(less, (tf, a, b) => tf.less(a, b), { a: distinct, ints: small }),
  LessEqual: binaryByTfjs(lessEqual, (tf, a, b) => tf.lessEqual(a, b), { a: distinct, ints: small }),
  LogicalAnd: logical(logicalAnd, (tf, a, b) => tf.logicalAnd(a, b)),
  LogicalOr: logical(logicalOr, (tf, a, b) => tf.logicalOr(a, b)),
  Maximum: binaryByTfjs(maximum, (tf, a, b) => tf.maximum(a, b), { a: distinct, ints: small, tfjsGradient }),
  Minimum: binaryByTfjs(minimum, (tf, a, b) => tf.minimum(a, b), { a: distinct, ints: small, tfjsGradient }),
  Mul: binaryByTfjs(mul, (tf, a, b) => tf.mul(a, b), { ints: small }),
  Pow: binaryByTfjs(pow, (tf, a, b) => tf.pow(a, b), { a: positive, b: anywhere, wrt: [0] }),
  RealDiv: binaryByTfjs(div, (tf, a, b) => tf.div(a, b), { b: positive }),
  SelectV2: selection(),
  Sub: binaryByTfjs(sub, (tf, a, b) => tf.sub(a, b), { ints: small }),
};

function logical(
  build: (a: Tensor, b: Tensor) => Tensor,
  tfjs: (tf: Tf, a: TfTensor, b: TfTensor) => TfTensor,
): PrimitiveCase {
  const two = (title: string, a: Sample, b: Sample): Example =>
    example({ title, inputs: [a, b], build: ([x, y]) => build(x, y), tfjs: (tf, [x, y]) => tfjs(tf, x, y) });
  return {
    examples: [
      two('equal shapes', bools([7], 'a'), bools([7], 'b')),
      two('each repeats the other', bools([3, 1], 'a'), bools([2], 'b')),
      two('scalars', bools([], 'a'), bools([], 'b')),
      two('unknown batch', ofUnknownBatch(bools([4, 2], 'a')), bools([2], 'b')),
    ],
  };
}

function selection(): PrimitiveCase {
  const three = (title: string, condition: Sample, a: Sample, b: Sample): Example =>
    example({
      title,
      inputs: [condition, a, b],
      build: ([c, x, y]) => select(c, x, y),
      tfjs: (tf, [c, x, y]) => tf.where(c, x, y),
    });
  return {
    examples: [
      three('equal shapes', bools([3, 2]), anywhere([3, 2], 'a'), anywhere([3, 2], 'b')),
      three('one condition for a row', bools([3, 1]), anywhere([3, 2], 'a'), anywhere([2], 'b')),
      three('a scalar condition', bools([]), anywhere([2, 2], 'a'), anywhere([1], 'b')),
      three('the condition has more axes', bools([2, 3]), anywhere([], 'a'), anywhere([3], 'b')),
      three('int32', bools([5]), integers(-9, 9)([5], 'a'), integers(-9, 9)([1], 'b')),
      three('unknown batch', ofUnknownBatch(bools([2, 1])), anywhere([3], 'a'), anywhere([], 'b')),
      example({
        title: 'a number for the rest',
        inputs: [bools([4]), between(0, 1)([4])],
        build: ([c, x]) => select(c, x, -1),
        tfjs: (tf, [c, x]) => tf.where(c, x, tf.scalar(-1)),
      }),
    ],
  };
}
