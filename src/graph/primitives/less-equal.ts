// a <= b.
import { callBinary, comparison } from '../elementwise.ts';

export const LessEqual = comparison('LessEqual');
export const lessEqual = callBinary(LessEqual);
