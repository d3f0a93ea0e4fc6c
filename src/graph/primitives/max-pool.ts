// The largest value in each window of images (n x h x w x c).

import type { Tensor } from '../ir/tensor.ts';
import { type Pooling, pooledShape, poolingAttributes } from '../rules/pooling.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { maxPoolGrad } from './max-pool-grad.ts';

export const MaxPool = definePrimitive<readonly [x: Tensor], Pooling>({
  op: 'MaxPool',
  infer: ([x], pooling) => ({ shape: pooledShape(x, pooling), dtype: x.dtype }),
  attributes: poolingAttributes,
  gradient: ({ inputs: [x], y, dy, parameters }) => [maxPoolGrad(x, y, dy, parameters)],
});

export function maxPool(x: Tensor, pooling: Pooling): Tensor {
  return single(MaxPool.apply([x], pooling));
}
