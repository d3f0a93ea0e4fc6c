// True where every element over the axes is.
import { callReduction, reduction } from '../rules/reduction.ts';

export const All = reduction('All', 'none');
export const all = callReduction(All);
