// The two forms that most primitives have: one operand, or two with broadcasting. Each call makes the
// primitive and the function that adds it.

import type { Tensor } from '../ir/tensor.ts';
import {
  definePrimitive,
  elementType,
  type GradientRule,
  type Operand,
  type Primitive,
  single,
  tensors,
} from './primitive.ts';
import { broadcast, broadcastToBool, sameAsFirst } from './shapes.ts';

type One = readonly [x: Tensor];
type Two = readonly [a: Tensor, b: Tensor];

/** y = f(x), element by element. */
export function unary(op: string, output: string, gradient: GradientRule<One, void> | 'none'): Primitive<One, void> {
  return definePrimitive<One, void>({ op, infer: sameAsFirst, attributes: elementType, outputs: [output], gradient });
}

/** z = f(a, b), element by element, with broadcasting. */
export function binary(op: string, gradient: GradientRule<Two, void> | 'none', output = 'z'): Primitive<Two, void> {
  return definePrimitive<Two, void>({ op, infer: broadcast, attributes: elementType, outputs: [output], gradient });
}

/** A comparison; nothing flows back through it. */
export function comparison(op: string): Primitive<Two, void> {
  return definePrimitive<Two, void>({
    op,
    infer: broadcastToBool,
    attributes: elementType,
    outputs: ['z'],
    gradient: 'none',
  });
}

export function callUnary(primitive: Primitive<One, void>): (x: Tensor) => Tensor {
  return (x) => single(primitive.apply([x], undefined));
}

export function callBinary(primitive: Primitive<Two, void>): (a: Operand, b: Operand) => Tensor {
  return (a, b) => single(primitive.apply(tensors([a, b]), undefined));
}
