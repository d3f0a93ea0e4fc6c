// dy above 0, dy * (y + 1) below: the gradient of elu in one kernel.
import { binary, callBinary } from '../rules/elementwise.ts';
import { less } from './less.ts';
import { mul } from './mul.ts';
import { select } from './select.ts';
import { zerosLike } from './zeros-like.ts';

export const EluGrad = binary(
  'EluGrad',
  ({ inputs: [dy, y], dy: upstream }) => [eluGrad(upstream, y), select(less(y, 0), mul(upstream, dy), zerosLike(y))],
  'backprops',
);
export const eluGrad = callBinary(EluGrad);
