// The larger of a and b; at a tie the gradient goes to a.
import { binary, callBinary } from '../rules/elementwise.ts';
import { routed } from '../rules/unbroadcast.ts';
import { greaterEqual } from './greater-equal.ts';
export const Maximum = binary('Maximum', ({ inputs: [a, b], dy }) => routed(greaterEqual(a, b), dy, a, b));
export const maximum = callBinary(Maximum);
