// a + b.
import { binary, callBinary } from '../elementwise.ts';
import { unbroadcast } from '../unbroadcast.ts';
export const AddV2 = binary('AddV2', ({ inputs: [a, b], dy }) => [unbroadcast(dy, a), unbroadcast(dy, b)]);
export const add = callBinary(AddV2);
