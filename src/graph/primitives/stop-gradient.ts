// The tensor itself; nothing flows back through it.
import { callUnary, unary } from '../rules/elementwise.ts';

export const StopGradient = unary('StopGradient', 'output', 'none');
export const stopGradient = callUnary(StopGradient);
