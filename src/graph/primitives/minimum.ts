// The smaller of a and b; at a tie the gradient goes to a.
import { binary, callBinary } from '../rules/elementwise.ts';
import { routed } from '../rules/unbroadcast.ts';
import { lessEqual } from './less-equal.ts';
export const Minimum = binary('Minimum', ({ inputs: [a, b], dy }) => routed(lessEqual(a, b), dy, a, b));
export const minimum = callBinary(Minimum);
