// a * b.
import { binary, callBinary } from '../rules/elementwise.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';
export const Mul = binary('Mul', ({ inputs: [a, b], dy }) => [unbroadcast(mul(dy, b), a), unbroadcast(mul(dy, a), b)]);
export const mul = callBinary(Mul);
