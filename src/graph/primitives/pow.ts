// a to the power b, for positive a; the exponent gets no gradient.
import { binary, callBinary } from '../rules/elementwise.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';
import { mul } from './mul.ts';
import { sub } from './sub.ts';
export const Pow = binary('Pow', ({ inputs: [a, b], dy }) => [
  unbroadcast(mul(dy, mul(b, pow(a, sub(b, 1)))), a),
  undefined,
]);
export const pow = callBinary(Pow);
