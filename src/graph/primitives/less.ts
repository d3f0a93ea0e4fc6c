// a < b.
import { callBinary, comparison } from '../rules/elementwise.ts';

export const Less = comparison('Less');
export const less = callBinary(Less);
