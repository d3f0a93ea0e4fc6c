// The mean of each window of images (n x h x w x c); pixels beyond the border do not count.

import type { Tensor } from '../ir/tensor.ts';
import { type Pooling, pooledShape, poolingAttributes } from '../rules/pooling.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { averagePoolGrad } from './average-pool-grad.ts';

export const AvgPool = definePrimitive<readonly [x: Tensor], Pooling>({
  op: 'AvgPool',
  infer: ([x], pooling) => ({ shape: pooledShape(x, pooling), dtype: x.dtype }),
  attributes: poolingAttributes,
  gradient: ({ inputs: [x], dy, parameters }) => [averagePoolGrad(x.shape, dy, parameters)],
});

export function averagePool(x: Tensor, pooling: Pooling): Tensor {
  return single(AvgPool.apply([x], pooling));
}
