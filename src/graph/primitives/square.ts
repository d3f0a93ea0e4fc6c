// x squared.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
export const Square = unary('Square', 'y', ({ inputs: [x], dy }) => [mul(dy, mul(x, 2))]);
export const square = callUnary(Square);
