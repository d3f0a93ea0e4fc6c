// True where every element over the axes is.
import { callReduction, reduction } from '../reduction.ts';

export const All = reduction('All', 'none');
export const all = callReduction(All);
