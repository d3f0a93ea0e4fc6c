// One sample (1 x …) repeated for every sample of a batch, whose size the run may be first to know.
import { bug } from '../../diagnostics/outside-error.ts';
import type { Tensor } from '../ir/tensor.ts';
import { definePrimitive, single, typeAttribute } from '../rules/primitive.ts';
import { runtimeShape } from '../rules/runtime-shape.ts';
import { broadcastTo } from './broadcast-to.ts';

export const BroadcastBatch = definePrimitive<readonly [x: Tensor, like: Tensor], void>({
  op: 'BroadcastTo',
  infer: ([x]) => ({ shape: [null, ...x.shape.slice(1)], dtype: x.dtype }),
  attributes: ([x]) => ({ T: typeAttribute(x), Tidx: { kind: 'type', value: 'int32' } }),
  wire: ([x, like]) => [x, runtimeShape([null, ...x.shape.slice(1)], like)],
  gradient: 'none',
});

/** `like` brings the batch. */
export function broadcastBatch(x: Tensor, like: Tensor): Tensor {
  const batch = like.shape[0] === undefined ? bug('no batch') : like.shape[0];
  return batch === null
    ? single(BroadcastBatch.apply([x, like], undefined))
    : broadcastTo(x, [batch, ...x.shape.slice(1)]);
}
