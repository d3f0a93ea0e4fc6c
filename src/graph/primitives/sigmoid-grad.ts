// dy * y * (1 - y): the gradient of the sigmoid in one kernel.
import { binary, callBinary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';

export const SigmoidGrad = binary('SigmoidGrad', ({ inputs: [y, dy], dy: upstream }) => [
  mul(mul(upstream, dy), sub(1, mul(y, 2))),
  sigmoidGrad(y, upstream),
]);
export const sigmoidGrad = callBinary(SigmoidGrad);
