// Ones of the same shape.
import { callUnary, unary } from '../rules/elementwise.ts';

export const OnesLike = unary('OnesLike', 'y', 'none');
export const onesLike = callUnary(OnesLike);
