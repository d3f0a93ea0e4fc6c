// a mod b, with the sign of b.
import { binary, callBinary } from '../rules/elementwise.ts';

export const FloorMod = binary('FloorMod', 'none');
export const floorMod = callBinary(FloorMod);
