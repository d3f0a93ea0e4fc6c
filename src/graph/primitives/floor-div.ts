// a / b, rounded down.
import { binary, callBinary } from '../rules/elementwise.ts';

export const FloorDiv = binary('FloorDiv', 'none');
export const floorDiv = callBinary(FloorDiv);
