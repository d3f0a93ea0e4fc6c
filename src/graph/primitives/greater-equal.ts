// a >= b.
import { callBinary, comparison } from '../rules/elementwise.ts';

export const GreaterEqual = comparison('GreaterEqual');
export const greaterEqual = callBinary(GreaterEqual);
