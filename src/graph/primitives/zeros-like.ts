// Zeros of the same shape.
import { callUnary, unary } from '../rules/elementwise.ts';

export const ZerosLike = unary('ZerosLike', 'y', 'none');
export const zerosLike = callUnary(ZerosLike);
