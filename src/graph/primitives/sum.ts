// The sum over axes.
import { callReduction, expanded, reduction } from '../rules/reduction.ts';
import { broadcastTo } from './broadcast-to.ts';

export const Sum = reduction('Sum', (flow) => [broadcastTo(expanded(flow, flow.dy), flow.inputs[0].shape)]);
export const sum = callReduction(Sum);
