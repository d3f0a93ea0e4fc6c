// The form of sums, means and extremes over axes.
import { int32s } from '../ir/constant.ts';
import type { Attributes, Shape, Tensor } from '../ir/tensor.ts';
import { reshape } from '../primitives/reshape.ts';
import {
  type ConstantMaker,
  definePrimitive,
  type Flow,
  type GradientRule,
  type Primitive,
  single,
  typeAttribute,
} from './primitive.ts';
import { allAxes, normalizeAxes } from './shapes.ts';

export interface Reduction {
  /** Ascending, from the front. */
  readonly axes: readonly number[];
  readonly keepDims: boolean;
}

export interface ReductionOptions {
  /** Negative ones count from the end; default: all. */
  readonly axes?: readonly number[];
  readonly keepDims?: boolean;
}

type One = readonly [x: Tensor];

export function reduction(op: string, gradient: GradientRule<One, Reduction> | 'none'): Primitive<One, Reduction> {
  return definePrimitive<One, Reduction>({
    op,
    infer: ([x], p) => ({ shape: reducedShape(x.shape, p), dtype: x.dtype }),
    attributes: ([x], { keepDims }): Attributes => ({
      ...(x.dtype === 'bool' ? {} : { T: typeAttribute(x) }),
      Tidx: { kind: 'type', value: 'int32' },
      keep_dims: { kind: 'bool', value: keepDims },
    }),
    wire: ([x], { axes }, constant: ConstantMaker) => [x, constant(int32s(axes))],
    gradient,
  });
}

export function callReduction(primitive: Primitive<One, Reduction>): (x: Tensor, options?: ReductionOptions) => Tensor {
  return (x, { axes = allAxes(x), keepDims = false } = {}) =>
    single(primitive.apply([x], { axes: normalizeAxes(axes, x.shape.length), keepDims }));
}

/** A reduced tensor (the result, or its gradient) with the reduced axes back as 1, so that it broadcasts. */
export function expanded({ inputs: [x], parameters }: Flow<One, Reduction>, reduced: Tensor): Tensor {
  return parameters.keepDims ? reduced : reshape(reduced, reducedShape(x.shape, { ...parameters, keepDims: true }));
}

function reducedShape(shape: Shape, { axes, keepDims }: Reduction): Shape {
  return shape.flatMap((size, axis) => (axes.includes(axis) ? (keepDims ? [1] : []) : [size]));
}
