// The gradient of averagePool: each window's share goes to its pixels in equal parts.
import type { Shape, Tensor } from '../ir/tensor.ts';
import { type Pooling, poolingAttributes } from '../rules/pooling.ts';
import { definePrimitive, single } from '../rules/primitive.ts';
import { shapeInput } from '../rules/runtime-shape.ts';
import { averagePool } from './average-pool.ts';

export const AvgPoolGrad = definePrimitive<readonly [dy: Tensor], Pooling & { readonly shape: Shape }>({
  op: 'AvgPoolGrad',
  infer: ([dy], { shape }) => ({ shape, dtype: dy.dtype }),
  attributes: poolingAttributes,
  wire: ([dy], { shape }, constant) => [shapeInput(shape, dy, constant), dy],
  gradient: ({ dy: upstream, parameters }) => [averagePool(upstream, parameters)],
});

/** `shape`: of what was pooled; the batch may be unknown. */
export function averagePoolGrad(shape: Shape, dy: Tensor, pooling: Pooling): Tensor {
  return single(AvgPoolGrad.apply([dy], { ...pooling, shape }));
}
