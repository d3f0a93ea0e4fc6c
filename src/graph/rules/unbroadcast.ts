// What broadcasting needs on the way back: sums over the axes along which an operand was repeated.

import { sameShape, staticShape, type Tensor } from '../ir/tensor.ts';
import { reshape } from '../primitives/reshape.ts';
import { select } from '../primitives/select.ts';
import { sum } from '../primitives/sum.ts';
import { zerosLike } from '../primitives/zeros-like.ts';

/** The gradient of an operand that was broadcast: `dy` summed to the operand's shape. */
export function unbroadcast(dy: Tensor, operand: Tensor): Tensor {
  if (sameShape(dy.shape, operand.shape)) return dy;
  const extra = dy.shape.length - operand.shape.length;
  const axes = dy.shape.flatMap((size, axis) =>
    axis < extra || (operand.shape[axis - extra] === 1 && size !== 1) ? [axis] : [],
  );
  const summed = sum(dy, { axes });
  return reshape(summed, staticShape(operand.shape));
}

/** Sends `dy` to `a` where the condition holds and to `b` elsewhere. */
export function routed(condition: Tensor, dy: Tensor, a: Tensor, b: Tensor): readonly [Tensor, Tensor] {
  const zero = zerosLike(dy);
  return [unbroadcast(select(condition, dy, zero), a), unbroadcast(select(condition, zero, dy), b)];
}
