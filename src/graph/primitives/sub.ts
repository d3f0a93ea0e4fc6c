// a - b.
import { binary, callBinary } from '../elementwise.ts';
import { unbroadcast } from '../unbroadcast.ts';
import { neg } from './neg.ts';
export const Sub = binary('Sub', ({ inputs: [a, b], dy }) => [unbroadcast(dy, a), unbroadcast(neg(dy), b)]);
export const sub = callBinary(Sub);
