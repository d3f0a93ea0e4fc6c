// dy where y is between 0 and 6: the gradient of relu6 in one kernel.
import { binary, callBinary } from '../rules/elementwise.ts';

export const Relu6Grad = binary('Relu6Grad', ({ inputs: [, y], dy }) => [relu6Grad(dy, y), undefined], 'backprops');
export const relu6Grad = callBinary(Relu6Grad);
