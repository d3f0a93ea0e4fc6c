// The square root; the caller keeps x above zero, where the gradient is infinite.
import { callUnary, unary } from '../rules/elementwise.ts';
import { div } from './div.ts';
import { mul } from './mul.ts';
export const Sqrt = unary('Sqrt', 'y', ({ y, dy }) => [div(mul(dy, 0.5), y)]);
export const sqrt = callUnary(Sqrt);
