// Cases of functions of one operand.

import type { DType } from '../../../../src/graph/ir/tensor.ts';
import { abs } from '../../../../src/graph/primitives/abs.ts';
import { cast } from '../../../../src/graph/primitives/cast.ts';
import { cos } from '../../../../src/graph/primitives/cos.ts';
import { erf } from '../../../../src/graph/primitives/erf.ts';
import { erfinv } from '../../../../src/graph/primitives/erfinv.ts';
import { exp } from '../../../../src/graph/primitives/exp.ts';
import { floor } from '../../../../src/graph/primitives/floor.ts';
import { identity } from '../../../../src/graph/primitives/identity.ts';
import { log } from '../../../../src/graph/primitives/log.ts';
import { log1p } from '../../../../src/graph/primitives/log1p.ts';
import { logicalNot } from '../../../../src/graph/primitives/logical-not.ts';
import { neg } from '../../../../src/graph/primitives/neg.ts';
import { onesLike } from '../../../../src/graph/primitives/ones-like.ts';
import { round } from '../../../../src/graph/primitives/round.ts';
import { rsqrt } from '../../../../src/graph/primitives/rsqrt.ts';
import { sign } from '../../../../src/graph/primitives/sign.ts';
import { sin } from '../../../../src/graph/primitives/sin.ts';
import { sqrt } from '../../../../src/graph/primitives/sqrt.ts';
import { square } from '../../../../src/graph/primitives/square.ts';
import { stopGradient } from '../../../../src/graph/primitives/stop-gradient.ts';
import { zerosLike } from '../../../../src/graph/primitives/zeros-like.ts';
import fixtures from '../../../fixtures/primitives/values.json' with { type: 'json' };
import { type Example, example, type PrimitiveCase, type Sample } from '../example.ts';
import { anywhere, awayFromZero, between, bools, bytes, float32s, int32s, integers, positive } from '../samples.ts';
import { mapValues, unaryByTfjs } from './forms.ts';

export const unaryCases = {
  Abs: unaryByTfjs(abs, (tf, x) => tf.abs(x), { draw: awayFromZero }),
  Cast: castCase(),
  Cos: unaryByTfjs(cos, (tf, x) => tf.cos(x)),
  Erf: unaryByTfjs(erf, (tf, x) => tf.erf(x)),
  Erfinv: erfinvCase(),
  Exp: unaryByTfjs(exp, (tf, x) => tf.exp(x)),
  Floor: unaryByTfjs(floor, (tf, x) => tf.floor(x)),
  Identity: unaryByTfjs(
    (x) => identity(x),
    (_, x) => x.clone(),
  ),
  Log: unaryByTfjs(log, (tf, x) => tf.log(x), { draw: positive }),
  Log1p: unaryByTfjs(log1p, (tf, x) => tf.log1p(x), { draw: between(-0.5, 2) }),
  LogicalNot: unaryByTfjs(logicalNot, (tf, x) => tf.logicalNot(x), { draw: bools }),
  Neg: unaryByTfjs(neg, (tf, x) => tf.neg(x)),
  OnesLike: unaryByTfjs(onesLike, (tf, x) => tf.onesLike(x)),
  Round: withMore(
    unaryByTfjs(round, (tf, x) => tf.round(x)),
    example({
      title: 'halves go to the even neighbour',
      inputs: [float32s([6], [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5])],
      build: ([x]) => round(x),
      formula: () => float32s([6], [-2, -2, -0, 0, 2, 2]),
    }),
  ),
  Rsqrt: unaryByTfjs(rsqrt, (tf, x) => tf.rsqrt(x), { draw: positive }),
  Sign: withMore(
    unaryByTfjs(sign, (tf, x) => tf.sign(x)),
    example({
      title: 'zero has no sign',
      inputs: [float32s([3], [-3, 0, 3])],
      build: ([x]) => sign(x),
      formula: () => float32s([3], [-1, 0, 1]),
    }),
  ),
  Sin: unaryByTfjs(sin, (tf, x) => tf.sin(x)),
  Sqrt: unaryByTfjs(sqrt, (tf, x) => tf.sqrt(x), { draw: positive }),
  Square: unaryByTfjs(square, (tf, x) => tf.square(x)),
  StopGradient: unaryByTfjs(stopGradient, (_, x) => x.clone()),
  ZerosLike: unaryByTfjs(zerosLike, (tf, x) => tf.zerosLike(x)),
};

function castCase(): PrimitiveCase {
  const to = (title: string, sample: Sample, dtype: DType, formula: (value: number) => number): Example =>
    example({ title, inputs: [sample], build: ([x]) => cast(x, dtype), formula: ([x]) => mapValues(x, formula) });
  const large = int32s([3], [-(2 ** 30), 7, 2 ** 30]);
  return {
    examples: [
      to('float32 to int32 drops the fraction', anywhere([7]), 'int32', Math.trunc),
      to('float32 to bool', float32s([3], [0, 0.5, -2]), 'bool', (value) => Number(value !== 0)),
      to('int32 to float32', integers(-9, 9)([2, 3]), 'float32', (value) => value),
      to('uint8 to float32', bytes([5]), 'float32', (value) => value),
      to('bool to float32', bools([2, 1, 3]), 'float32', (value) => value),
      to('bool to int32', bools([4]), 'int32', (value) => value),
      to('int32 to uint8', integers(0, 255)([4]), 'uint8', (value) => value),
      to('int32 to int64', large, 'int64', (value) => value),
      to('int32 to uint64', integers(0, 99)([3]), 'uint64', (value) => value),
    ],
  };
}

function erfinvCase(): PrimitiveCase {
  return {
    examples: fixtures.Erfinv.map(({ x, expected }) =>
      example({
        title: 'numbers of SciPy',
        inputs: [float32s(x.shape, x.data)],
        build: ([given]) => erfinv(given),
        fixture: expected,
      }),
    ),
  };
}

function withMore({ examples }: PrimitiveCase, ...more: readonly Example[]): PrimitiveCase {
  return { examples: [...examples, ...more] };
}
