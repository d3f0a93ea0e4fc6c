// exp(x) / sum of exp(x) over the last axis.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
import { sum } from './sum.ts';
export const Softmax = unary('Softmax', 'softmax', ({ y, dy }) => [
  mul(y, sub(dy, sum(mul(dy, y), { axes: [-1], keepDims: true }))),
]);
export const softmax = callUnary(Softmax);
