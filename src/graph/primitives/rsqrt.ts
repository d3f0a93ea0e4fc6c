// 1 / square root of x, for x above zero.
import { callUnary, unary } from '../rules/elementwise.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';
export const Rsqrt = unary('Rsqrt', 'y', ({ inputs: [x], y, dy }) => [mul(mul(dy, -0.5), div(y, x))]);
export const rsqrt = callUnary(Rsqrt);
