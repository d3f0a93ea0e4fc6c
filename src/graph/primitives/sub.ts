// a - b.
import { binary, callBinary } from '../rules/elementwise.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';
import { neg } from './neg.ts';
export const Sub = binary('Sub', ({ inputs: [a, b], dy }) => [unbroadcast(dy, a), unbroadcast(neg(dy), b)]);
export const sub = callBinary(Sub);
