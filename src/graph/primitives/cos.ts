// The cosine of x in radians.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
import { sin } from './sin.ts';
export const Cos = unary('Cos', 'y', ({ inputs: [x], dy }) => [neg(mul(dy, sin(x)))]);
export const cos = callUnary(Cos);
