// One number a channel (the last axis), added everywhere.

import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, elementType, single } from '../rules/primitive.ts';
import { sameAsFirst } from '../rules/shapes.ts';
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
