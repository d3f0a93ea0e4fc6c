// A shape whose batch only the run knows, as an int32 vector: the batch of a tensor, then constants.
import { bug } from '../../diagnostics/outside-error.ts';
import { builderOf } from '../ir/builder.ts';
import { int32s } from '../ir/constant.ts';
import { type Shape, staticShape, type Tensor } from '../ir/tensor.ts';
import { reshape } from '../primitives/reshape.ts';
import { shapeOf } from '../primitives/shape-of.ts';
import { slice } from '../primitives/slice.ts';
import { stack } from '../primitives/stack.ts';
import { type ConstantMaker, integer } from './primitive.ts';

/** `shape` has its first dimension unknown; `like` brings it. */
export function runtimeShape(shape: Shape, like: Tensor): Tensor {
  const batch = reshape(slice(shapeOf(like), { axis: 0, start: 0, size: 1 }), []);
  const rest = shape.slice(1).map((size) => integer(builderOf(like), size ?? bug('only the batch may be unknown')));
  return stack([batch, ...rest]);
}

/** A shape as an operation takes it: a constant, or, where its batch is unknown, with that of `like`. */
export function shapeInput(shape: Shape, like: Tensor, constant: ConstantMaker): Tensor {
  return shape[0] === null ? runtimeShape(shape, like) : constant(int32s(staticShape(shape)));
}
