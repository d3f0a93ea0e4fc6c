// a <= b.
import { callBinary, comparison } from '../rules/elementwise.ts';

export const LessEqual = comparison('LessEqual');
export const lessEqual = callBinary(LessEqual);
