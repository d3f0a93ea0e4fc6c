// The gradient of maxPool: each window's share goes to its largest pixel, the first of equals.

import type { Tensor } from '../ir/tensor.ts';
import { type Pooling, poolingAttributes } from '../rules/pooling.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { maxPoolGradGrad } from './max-pool-grad-grad.ts';

export const MaxPoolGrad = definePrimitive<readonly [x: Tensor, y: Tensor, dy: Tensor], Pooling>({
  op: 'MaxPoolGrad',
  infer: ([x]) => ({ shape: x.shape, dtype: x.dtype }),
  attributes: poolingAttributes,
  gradient: ({ inputs: [x, y], dy: upstream, parameters }) => [
    undefined,
    undefined,
    maxPoolGradGrad(x, y, upstream, parameters),
  ],
});

/** `x`: what was pooled; `y`: what it gave. */
export function maxPoolGrad(x: Tensor, y: Tensor, dy: Tensor, pooling: Pooling): Tensor {
  return single(MaxPoolGrad.apply([x, y, dy], pooling));
}
