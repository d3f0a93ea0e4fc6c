// -x.
import { callUnary, unary } from '../rules/elementwise.ts';

export const Neg = unary('Neg', 'y', ({ dy }) => [neg(dy)]);
export const neg = callUnary(Neg);
