// a / b. The caller keeps b away from zero.
import { binary, callBinary } from '../rules/elementwise.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';
import { mul } from './mul.ts';
import { neg } from './neg.ts';
export const RealDiv = binary('RealDiv', ({ inputs: [a, b], y, dy }) => [
  unbroadcast(div(dy, b), a),
  unbroadcast(neg(div(mul(dy, y), b)), b),
]);
export const div = callBinary(RealDiv);
