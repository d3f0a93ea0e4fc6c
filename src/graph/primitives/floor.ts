// x rounded down.
import { callUnary, unary } from '../rules/elementwise.ts';

export const Floor = unary('Floor', 'y', 'none');
export const floor = callUnary(Floor);
