// The natural logarithm; the caller keeps x above zero.
import { callUnary, unary } from '../rules/elementwise.ts';
import { div } from './div.ts';
export const Log = unary('Log', 'y', ({ inputs: [x], dy }) => [div(dy, x)]);
export const log = callUnary(Log);
