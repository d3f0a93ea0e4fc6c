// The error function.
import { callUnary, unary } from '../rules/elementwise.ts';
import { exp } from './exp.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { square } from './square.ts';
export const Erf = unary('Erf', 'y', ({ inputs: [x], dy }) => [
  mul(dy, mul(exp(neg(square(x))), 2 / Math.sqrt(Math.PI))),
]);
export const erf = callUnary(Erf);
