// The mean over axes.

import { sizeOf } from '../ir/tensor.ts';
import { callReduction, expanded, reduction } from '../rules/reduction.ts';
import { broadcastTo } from './broadcast-to.ts';
import { mul } from './mul.ts';

export const Mean = reduction('Mean', (flow) => {
  const share = sizeOf(flow.y.shape) / sizeOf(flow.inputs[0].shape);
  return [broadcastTo(expanded(flow, mul(flow.dy, share)), flow.inputs[0].shape)];
});
export const mean = callReduction(Mean);
