// a + b.
import { binary, callBinary } from '../rules/elementwise.ts';
import { unbroadcast } from '../rules/unbroadcast.ts';
export const AddV2 = binary('AddV2', ({ inputs: [a, b], dy }) => [unbroadcast(dy, a), unbroadcast(dy, b)]);
export const add = callBinary(AddV2);
