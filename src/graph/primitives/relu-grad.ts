// dy where y is above 0: the gradient of relu in one kernel.
import { binary, callBinary } from '../rules/elementwise.ts';

export const ReluGrad = binary('ReluGrad', ({ inputs: [, y], dy }) => [reluGrad(dy, y), undefined], 'backprops');
export const reluGrad = callBinary(ReluGrad);
