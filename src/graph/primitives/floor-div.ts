// a / b, rounded down.
import { binary, callBinary } from '../elementwise.ts';

export const FloorDiv = binary('FloorDiv', 'none');
export const floorDiv = callBinary(FloorDiv);
