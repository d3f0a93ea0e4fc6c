// One number a channel (the last axis), added everywhere.
import { definePrimitive, elementType, single } from '../primitive.ts';
import { sameAsFirst } from '../shapes.ts';
import type { Tensor } from '../tensor.ts';
import { biasAddGrad } from './bias-add-grad.ts';

export const BiasAdd = definePrimitive<readonly [x: Tensor, bias: Tensor], void>({
  op: 'BiasAdd',
  infer: sameAsFirst,
  attributes: elementType,
  gradient: ({ dy }) => [dy, biasAddGrad(dy)],
});

export function biasAdd(x: Tensor, bias: Tensor): Tensor {
  return single(BiasAdd.apply([x, bias], undefined));
}
