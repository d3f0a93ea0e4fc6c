// True where some element over the axes is.
import { callReduction, reduction } from '../rules/reduction.ts';

export const Any = reduction('Any', 'none');
export const any = callReduction(Any);
