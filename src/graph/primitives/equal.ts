// a = b.
import { callBinary, comparison } from '../rules/elementwise.ts';

export const Equal = comparison('Equal');
export const equal = callBinary(Equal);
