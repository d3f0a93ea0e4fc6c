// x rounded to the nearest integer, halves to even.
import { callUnary, unary } from '../rules/elementwise.ts';

export const Round = unary('Round', 'y', 'none');
export const round = callUnary(Round);
