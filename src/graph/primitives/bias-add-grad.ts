// The sum over all axes but the last: the gradient of a bias.

import { dimension, type Tensor } from '../ir/tensor.ts';
import { definePrimitive, elementType, single } from '../rules/primitive.ts';
import { broadcastTo } from './broadcast-to.ts';

export const BiasAddGrad = definePrimitive<readonly [dy: Tensor], void>({
  op: 'BiasAddGrad',
  infer: ([dy]) => ({ shape: [dimension(dy, -1)], dtype: dy.dtype }),
  attributes: elementType,
  gradient: ({ inputs: [dy], dy: upstream }) => [broadcastTo(upstream, dy.shape)],
});

export function biasAddGrad(dy: Tensor): Tensor {
  return single(BiasAddGrad.apply([dy], undefined));
}
