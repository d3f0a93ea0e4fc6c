// e to the power x.
import { callUnary, unary } from '../rules/elementwise.ts';
import { mul } from './mul.ts';
export const Exp = unary('Exp', 'y', ({ y, dy }) => [mul(dy, y)]);
export const exp = callUnary(Exp);
