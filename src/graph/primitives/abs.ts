// |x|; the gradient at 0 is 0.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
import { sign } from './sign.ts';
export const Abs = unary('Abs', 'y', ({ inputs: [x], dy }) => [mul(dy, sign(x))]);
export const abs = callUnary(Abs);
