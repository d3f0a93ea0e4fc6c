// dy * (1 - y * y): the gradient of tanh in one kernel.
import { binary, callBinary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';

export const TanhGrad = binary('TanhGrad', ({ inputs: [y, dy], dy: upstream }) => [
  mul(mul(upstream, dy), mul(y, -2)),
  tanhGrad(y, upstream),
]);
export const tanhGrad = callBinary(TanhGrad);
