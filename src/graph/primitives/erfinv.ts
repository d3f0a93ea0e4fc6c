// The inverse of the error function, for x between -1 and 1.
import { callUnary, unary } from '../rules/elementwise.ts';

export const Erfinv = unary('Erfinv', 'y', 'none');
export const erfinv = callUnary(Erfinv);
