// From each window the value that stands where the largest pixel was: the gradient of maxPoolGrad.

import type { Tensor } from '../ir/tensor.ts';
import { type Pooling, poolingAttributes } from '../rules/pooling.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { maxPoolGrad } from './max-pool-grad.ts';

export const MaxPoolGradGrad = definePrimitive<readonly [x: Tensor, y: Tensor, upstream: Tensor], Pooling>({
  op: 'MaxPoolGradGrad',
  infer: ([, y]) => ({ shape: y.shape, dtype: y.dtype }),
  attributes: poolingAttributes,
  gradient: ({ inputs: [x, y], dy, parameters }) => [undefined, undefined, maxPoolGrad(x, y, dy, parameters)],
});

/** `x`: what was pooled; `y`: what it gave; `upstream`: of the shape of x. */
export function maxPoolGradGrad(x: Tensor, y: Tensor, upstream: Tensor, pooling: Pooling): Tensor {
  return single(MaxPoolGradGrad.apply([x, y, upstream], pooling));
}
