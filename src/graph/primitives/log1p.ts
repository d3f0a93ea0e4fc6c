// log(1 + x), exact near 0, for x above -1.
import { callUnary, unary } from '../rules/elementwise.ts';
import { add } from './add.ts';
import { div } from './div.ts';
export const Log1p = unary('Log1p', 'y', ({ inputs: [x], dy }) => [div(dy, add(x, 1))]);
export const log1p = callUnary(Log1p);
