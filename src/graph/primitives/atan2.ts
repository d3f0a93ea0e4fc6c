// The angle of the point (x = b, y = a), in radians.
import { binary, callBinary } from '../rules/elementwise.ts';

export const Atan2 = binary('Atan2', 'none');
export const atan2 = callBinary(Atan2);
