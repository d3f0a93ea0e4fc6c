// The sine of x in radians.
import { callUnary, unary } from '../rules/elementwise.ts';
import { cos } from './cos.ts';
import { mul } from './mul.ts';
export const Sin = unary('Sin', 'y', ({ inputs: [x], dy }) => [mul(dy, cos(x))]);
export const sin = callUnary(Sin);
