// a > b.
import { callBinary, comparison } from '../rules/elementwise.ts';

export const Greater = comparison('Greater');
export const greater = callBinary(Greater);
