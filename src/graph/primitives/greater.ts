// a > b.
import { callBinary, comparison } from '../elementwise.ts';

export const Greater = comparison('Greater');
export const greater = callBinary(Greater);
