// The sign of x: -1, 0 or 1.
import { callUnary, unary } from '../rules/elementwise.ts';

export const Sign = unary('Sign', 'y', 'none');
export const sign = callUnary(Sign);
