// a * b.
import { binary, callBinary } from '../elementwise.ts';
import { unbroadcast } from '../unbroadcast.ts';
export const Mul = binary('Mul', ({ inputs: [a, b], dy }) => [unbroadcast(mul(dy, b), a), unbroadcast(mul(dy, a), b)]);
export const mul = callBinary(Mul);
